"""Install, uninstall and doctor on computers that are not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hosts.desktop.fakes import FakeRegistry
from xlsales.cli.main import main
from xlsales.hosts.desktop import places
from xlsales.hosts.desktop.doctor import LONGEST_PATH, Finding, examine
from xlsales.hosts.desktop.installation import install, uninstall
from xlsales.hosts.desktop.machine import Machine
from xlsales.hosts.desktop.settings_text import read_settings, write_settings
from xlsales.hosts.desktop.vba_project import XLWINGS
from xlsales.kernel.issues import InvalidInputError
from xlsales.resources import resource_folder

SHIPPED = resource_folder("udfs") / "desktop"
OPTIONS = r"Software\Microsoft\Office\16.0\Excel\Options"
SECURITY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


@pytest.fixture
def windows(tmp_path: Path) -> Machine:
    """A computer on which everything is right, but nothing installed yet."""
    python = tmp_path / "venv" / "Scripts" / "python.exe"
    python.parent.mkdir(parents=True)
    python.touch()
    python.with_name("pythonw.exe").touch()
    for bits in (32, 64):
        (tmp_path / "venv" / f"xlwings{bits}-{XLWINGS}.dll").touch()
    registry = FakeRegistry({OPTIONS: {"OPEN": '"C:\\Tools\\other.xlam"'}})
    return Machine(
        "windows",
        tmp_path / "home",
        tmp_path / "home" / "AppData" / "Roaming",
        python,
        (3, 12),
        {"xlwings": XLWINGS, "pywin32": "311"},
        registry,
        r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE",
        code_page="cp936",
    )


@pytest.fixture
def mac(tmp_path: Path) -> Machine:
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    return Machine(
        "mac",
        tmp_path / "home",
        tmp_path / "home" / "Library",
        python,
        (3, 12),
        {"xlwings": XLWINGS, "appscript": "1.3"},
        excel_folder="/Applications/Microsoft Excel.app",
        code_page="mac_roman",
    )


def all_files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def wrong(machine: Machine) -> list[Finding]:
    return [finding for finding in examine(machine, SHIPPED) if not finding.ok]


def test_on_windows_three_files_are_written(windows: Machine) -> None:
    written = install(windows, SHIPPED)

    start = windows.roaming / "Microsoft" / "Excel" / "XLSTART"
    assert set(written) == {
        start / "xlsales.xlam",
        start / "xlsales.intellisense.xml",
        windows.home / ".xlsales" / "xlsales.conf",
    }
    assert (start / "xlsales.xlam").read_bytes() == (SHIPPED / "xlsales.xlam").read_bytes()


def test_the_settings_name_the_python_without_a_window(windows: Machine) -> None:
    install(windows, SHIPPED)

    text = places.settings_file(windows).read_bytes().decode("cp936")
    python = windows.python.with_name("pythonw.exe")
    assert text == f'"INTERPRETER_WIN","{python}"\r\n'


def test_after_installing_the_doctor_finds_nothing_to_mend(windows: Machine) -> None:
    install(windows, SHIPPED)

    assert wrong(windows) == []


def test_uninstalling_leaves_nothing(windows: Machine) -> None:
    before = all_files(windows.home)
    install(windows, SHIPPED)

    removed = uninstall(windows)

    assert len(removed) == 3
    assert all_files(windows.home) == before
    assert not places.settings_file(windows).parent.exists()


def test_uninstalling_what_is_not_there_does_nothing(windows: Machine) -> None:
    assert uninstall(windows) == []


def test_another_add_in_stays_registered_and_ours_in_another_folder_does_not(windows: Machine) -> None:
    registry = FakeRegistry(
        {OPTIONS: {"OPEN": "other.xlam", "OPEN1": r'"D:\old\XLSALES.xlam"', "Other": "xlsales.xlam"}}
    )

    install(replace(windows, registry=registry), SHIPPED)

    assert registry.content[OPTIONS] == {"OPEN": "other.xlam", "Other": "xlsales.xlam"}


def test_nothing_is_touched_while_excel_is_open(windows: Machine) -> None:
    open_excel = replace(windows, excel_is_running=True)

    with pytest.raises(InvalidInputError, match="ADDIN-001"):
        install(open_excel, SHIPPED)
    with pytest.raises(InvalidInputError, match="ADDIN-001"):
        uninstall(open_excel)

    assert all_files(windows.home) == set()


def test_the_language_stays_until_another_is_asked_for(windows: Machine) -> None:
    install(windows, SHIPPED, "zh")
    install(windows, SHIPPED)

    assert read_settings(places.settings_file(windows), "cp936")["LANGUAGE"] == "zh"
    assert "按权重分解目标" in places.intellisense_file(windows).read_text(encoding="utf-8")

    install(windows, SHIPPED, "en")

    assert read_settings(places.settings_file(windows), "cp936")["LANGUAGE"] == "en"
    assert "按权重" not in places.intellisense_file(windows).read_text(encoding="utf-8")


def test_a_path_that_vba_cannot_read_is_refused_before_anything_is_copied(windows: Machine) -> None:
    odd = windows.python.parent.with_name("Ünïcödé☃") / "python.exe"

    with pytest.raises(InvalidInputError, match="ADDIN-002"):
        install(replace(windows, python=odd), SHIPPED)

    assert all_files(windows.home) == set()


def test_settings_are_read_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "x" / "xlsales.conf"

    write_settings(path, {"A": r"C:\张三\python.exe", "B": ""}, "cp936")

    assert read_settings(path, "cp936") == {"A": r"C:\张三\python.exe", "B": ""}
    assert read_settings(tmp_path / "none.conf", "cp936") == {}


def test_on_a_mac_the_script_for_excel_comes_and_goes_too(mac: Machine) -> None:
    pytest.importorskip("xlwings", reason="xlwings is not installed")
    install(mac, SHIPPED)

    assert places.script_file(mac).is_file()
    assert wrong(mac) == []

    uninstall(mac)

    assert all_files(mac.home) == set()


def test_on_a_mac_the_script_of_another_xlwings_stays(mac: Machine) -> None:
    script = places.script_file(mac)
    script.parent.mkdir(parents=True)
    script.write_text("theirs")

    install(mac, SHIPPED)
    uninstall(mac)

    assert all_files(mac.home) == {script}
    assert script.read_text() == "theirs"


def _without_dll(machine: Machine) -> Machine:
    (machine.python.parents[1] / f"xlwings64-{XLWINGS}.dll").unlink()
    return machine


def _with_old_file(machine: Machine) -> Machine:
    places.addin_file(machine).write_bytes(b"old")
    return machine


def _with_key(key: str, values: dict[str, str | int | bytes]) -> Callable[[Machine], Machine]:
    return lambda machine: replace(machine, registry=FakeRegistry({OPTIONS: {}, key: values}))


def _with_long_path(machine: Machine) -> Machine:
    long = machine.python.parent / ("x" * LONGEST_PATH) / "python.exe"
    return replace(machine, python=long)


@pytest.mark.parametrize(
    ("break_it", "found", "fix"),
    [
        (lambda m: replace(m, python_version=(3, 10)), "Python 3.10 at", "Install Python 3.11 or later"),
        (
            lambda m: replace(m, packages={"pywin32": "311"}),
            "xlwings is not installed",
            "pip install xlwings==",
        ),
        (
            lambda m: replace(m, packages={"xlwings": "0.37.7", "pywin32": "311"}),
            f"xlwings 0.37.7, the add-in needs {XLWINGS}",
            f"pip install xlwings=={XLWINGS}",
        ),
        (
            lambda m: replace(m, packages={"xlwings": XLWINGS}),
            "pywin32 is not installed",
            "pip install pywin32",
        ),
        (_without_dll, f"xlwings64-{XLWINGS}.dll is neither in", "--force-reinstall"),
        (lambda m: replace(m, home=m.home / "other"), "no settings at", "xlsales addin install"),
        (
            lambda m: replace(m, python=m.python.with_name("python3.exe").parents[1] / "python.exe"),
            "Excel uses another Python",
            "xlsales addin install",
        ),
        (_with_long_path, "the path of Python has", f"at most {LONGEST_PATH}"),
        (
            lambda m: replace(m, code_page="ascii", python=m.python.parent / "张" / "p"),
            "has letters",
            "plain",
        ),
        (lambda m: replace(m, excel_folder=""), "Excel was not found", "Install it"),
        (
            lambda m: replace(m, excel_folder=r"C:\Program Files\WindowsApps\Microsoft.Office\EXCEL.EXE"),
            "Excel is from the Microsoft Store",
            "office.com",
        ),
        (_with_key(SECURITY, {"VBAWarnings": 4}), "a policy disables macros", "Ask who sets"),
        (
            _with_key(rf"{SECURITY}\Trusted Locations", {"AllLocationsDisabled": 1}),
            "Excel 16.0 trusts no folder",
            "Trusted Locations",
        ),
        (
            _with_key(r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems", {"1": b"\x00"}),
            "has disabled an add-in",
            "Disabled Items",
        ),
        (_with_key(OPTIONS, {"OPEN": r"D:\xlsales.xlam"}), "loads a second xlsales.xlam", "install"),
        (_with_old_file, "is of another release", "xlsales addin install"),
    ],
)
def test_the_doctor_says_what_is_wrong_and_what_to_do(
    windows: Machine, break_it: Callable[[Machine], Machine], found: str, fix: str
) -> None:
    install(windows, SHIPPED)
    broken = break_it(windows)

    findings = wrong(broken)

    assert any(found in each.what and fix in each.fix for each in findings), findings
    assert all("\n" not in str(each) for each in findings)


@pytest.mark.parametrize("warnings", [1, 2, 3])
def test_a_policy_that_lets_trusted_folders_run_is_fine(windows: Machine, warnings: int) -> None:
    registry = FakeRegistry({SECURITY: {"VBAWarnings": warnings}})
    install(windows, SHIPPED)

    assert wrong(replace(windows, registry=registry)) == []


def test_before_installing_the_doctor_says_install(windows: Machine) -> None:
    findings = wrong(windows)

    assert [each.fix for each in findings] == ["Run: xlsales addin install"] * 2


@pytest.mark.skipif("sys.platform in ('win32', 'darwin')", reason="Excel runs here")
@pytest.mark.parametrize("action", ["install", "uninstall", "doctor"])
def test_where_excel_does_not_run_the_command_says_so(
    action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addin", action]) == 2
    assert "ADDIN-003" in capsys.readouterr().err


def test_the_command_builds_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed")
    pytest.importorskip("xlwings", reason="xlwings is not installed")

    assert main(["addin", "build", str(tmp_path)]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert [Path(each) for each in printed] == [path for path in map(Path, printed) if path.is_file()]
    assert re.search(r"xlsales\.xlam$", printed[0])
