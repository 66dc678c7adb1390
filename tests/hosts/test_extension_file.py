"""The extension file: complete, the same every time, and alone enough to compute."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from xlsales.cli.main import main
from xlsales.functions import all_functions
from xlsales.hosts.libreoffice.extension import build_extension
from xlsales.hosts.libreoffice.menu import OWN_COMMANDS, commands, job_commands, report_commands
from xlsales.resources import resource_folder

OOR = "{http://openoffice.org/2001/registry}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MANIFEST = "{http://openoffice.org/2001/manifest}"


@pytest.fixture(scope="module")
def extension() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(build_extension()))


def tree(extension: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(extension.read(name))


def nodes(parent: ElementTree.Element, *path: str) -> dict[str, ElementTree.Element]:
    """Return the named nodes at a path of names."""
    for name in path:
        parent = nodes(parent)[name]
    return {node.attrib[f"{OOR}name"]: node for node in parent.findall("node")}


def texts(node: ElementTree.Element, name: str) -> dict[str, str | None]:
    """Return a property by language."""
    (found,) = [prop for prop in node.findall("prop") if prop.attrib[f"{OOR}name"] == name]
    return {value.attrib[XML_LANGUAGE]: value.text for value in found.findall("value")}


def test_the_same_library_is_the_same_file() -> None:
    assert build_extension() == build_extension()


def test_everything_that_the_manifest_and_the_components_name_is_inside(extension: zipfile.ZipFile) -> None:
    listed = [entry.attrib[f"{MANIFEST}full-path"] for entry in tree(extension, "META-INF/manifest.xml")]
    components = [entry.attrib["uri"] for entry in tree(extension, "xlsales.components")]
    icons = [f"icons/{command.icon or command.key}.svg" for command in commands()]

    assert {*listed, *components, *icons, "description.xml"} <= set(extension.namelist())
    assert b"{version}" not in extension.read("description.xml")


def test_every_function_is_a_method_with_its_arguments(extension: zipfile.ZipFile) -> None:
    methods = re.findall(r"> (\w+)\((.*?)\);", extension.read("types.idl").decode(), re.DOTALL)

    assert [(name, arguments.count("[in] any")) for name, arguments in methods] == [
        (function.name, len(function.arguments)) for function in all_functions()
    ]


def test_every_function_and_argument_has_help_in_two_languages(extension: zipfile.ZipFile) -> None:
    entries = nodes(tree(extension, "CalcAddIns.xcu"), "AddInInfo", "XLSALES", "AddInFunctions")

    assert list(entries) == [function.name for function in all_functions()]
    for function in all_functions():
        help_texts = texts(entries[function.name], "Description")
        assert function.summary in str(help_texts["en"])
        assert function.chinese in str(help_texts["zh"])
        arguments = nodes(entries[function.name], "Parameters").values()
        for argument, entry in zip(function.arguments, arguments, strict=True):
            assert texts(entry, "DisplayName") == {"en": argument.name}
            assert argument.doc in str(texts(entry, "Description")["en"])
            assert argument.chinese in str(texts(entry, "Description")["zh"])


def test_menu_and_toolbar_offer_the_commands_that_the_component_knows(extension: zipfile.ZipFile) -> None:
    ui = nodes(tree(extension, "Addons.xcu"), "AddonUI")
    menu = nodes(ui["OfficeMenuBar"], "org.xlsales.calc.menu", "Submenu")
    toolbar = nodes(ui["OfficeToolBar"], "org.xlsales.calc.toolbar")
    component = extension.read("xlsales_commands.py").decode()

    shown = [texts(item, "Title") for name, item in menu.items() if name[:2] in ("m1", "m3")]
    reports = nodes(menu["m200"], "Submenu")
    assert shown[-len(OWN_COMMANDS) :] == [command.titles for command in OWN_COMMANDS]
    assert shown[: -len(OWN_COMMANDS)] == [command.titles for command in job_commands()]
    assert [texts(item, "Title") for item in reports.values()] == [
        command.titles for command in report_commands()
    ]
    assert len(toolbar) == sum(command.in_toolbar for command in commands())
    assert all(f'"{command.key}": {command.key},' in component for command in OWN_COMMANDS)


def test_the_library_inside_computes_alone(extension: zipfile.ZipFile, tmp_path: Path) -> None:
    extension.extractall(tmp_path)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'pythonpath')!r})\n"
        "from xlsales.functions import all_functions\n"
        "from xlsales.hosts.libreoffice import answering, jobs, outside, pages\n"
        "print(len(all_functions()), answering.answer('SPLIT', [100.0, ((1.0,), (1.0,), (1.0,))]))\n"
    )

    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, timeout=60, check=True
    )

    assert told.stdout.strip() == f"{len(all_functions())} ((33.34,), (33.33,), (33.33,))"


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new" / "xlsales.oxt"

    code = main(["extension", "build", "-o", str(path)])

    assert code == 0
    assert path.read_bytes() == build_extension()
    assert f"unopkg add {path}" in capsys.readouterr().out


def test_the_readme_names_every_command_of_the_menu() -> None:
    readme = (resource_folder("udfs") / "libreoffice" / "README.md").read_text("utf-8")

    for command in (*job_commands(), *OWN_COMMANDS):
        assert command.english.replace("~", "").rstrip(".") in readme
