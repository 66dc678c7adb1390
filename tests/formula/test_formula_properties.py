"""What must hold for every text, meaningful or not."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from formula.vocabulary import BOOK, IN_S, cells, formulas
from xlsales.formula.contained import self_contained
from xlsales.formula.faults import FormulaError
from xlsales.formula.lift import fill, lift
from xlsales.formula.ours import our_calls
from xlsales.formula.parser import parse
from xlsales.formula.references import find_references
from xlsales.formula.shift import shift_formula
from xlsales.formula.spelling import respell
from xlsales.formula.tree import Array, Call, Name, Node, Reference, SpillReference, walk

_LIKELY = st.text(st.sampled_from("A1$:!#@'\"[](){},;+-*% .\\|xR会&_"), max_size=60)
_TORN = st.builds(
    lambda text, cut, put: text[:cut] + put + text[cut + 1 :], formulas, st.integers(0, 30), _LIKELY
)
_MIXED = st.one_of(st.text(max_size=40), _LIKELY, _TORN, formulas)


def rebuilt(text: str, node: Node) -> str:
    """Write a text again from its leaves and what stands between them."""
    pieces, cursor = [], node.start
    for part in walk(node):
        assert node.start <= part.start <= part.end <= node.end
        if not part.children:
            assert part.start >= cursor
            pieces += [text[cursor : part.start], text[part.start : part.end]]
            cursor = part.end
    return "".join([*pieces, text[cursor : node.end]])


@given(formulas)
def test_spans_rebuild_the_text(text: str) -> None:
    tree = parse(text)

    assert rebuilt(text, tree) == text


@given(formulas)
def test_every_part_parses_to_the_same_kind_alone(text: str) -> None:
    for part in walk(parse(text)):
        if part.end > part.start and not isinstance(part, Array):
            assert type(parse(text[part.start : part.end])) is type(part)


@given(_MIXED)
def test_any_text_parses_or_is_refused_in_words(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError:
        return

    assert rebuilt(text, tree) == text[tree.start : tree.end]


@given(_MIXED)
def test_no_text_disturbs_the_quick_looks(text: str) -> None:
    find_references(text)

    assert shift_formula(text, 0, 0) == text
    assert respell(respell(text, "xll"), "dot") == respell(text, "dot")
    assert lift(text, IN_S, BOOK).text is not None


@given(formulas)
def test_the_quick_look_finds_what_the_parser_finds(text: str) -> None:
    tree = parse(text)
    spilled = {id(part.operand) for part in walk(tree) if isinstance(part, SpillReference)}
    areas = [
        (part.sheet, part.last_sheet, part.area)
        for part in walk(tree)
        if isinstance(part, Reference) and part.book is None and id(part) not in spilled
    ]
    names = {
        part.name for part in walk(tree) if isinstance(part, Name) and not part.name.startswith("_xlpm.")
    }
    functions = [part.function for part in walk(tree) if isinstance(part, Call)]

    found = find_references(text)

    assert list(found.areas) == areas
    assert {name for _, name in found.names} == {name.lower() for name in names}
    assert found.own == bool(our_calls(tree))
    assert len(found.functions) == len(functions) - len(our_calls(tree))


@given(formulas, st.integers(-50, 50), st.integers(-5, 5))
def test_shifting_back_restores_a_formula_that_stayed_inside(text: str, rows: int, columns: int) -> None:
    shifted = shift_formula(text, rows, columns)

    assert "#REF!" in shifted or shift_formula(shifted, -rows, -columns) == text


@given(cells, st.integers(-2_000_000, 2_000_000), st.integers(-40_000, 40_000))
def test_wrapping_around_the_edges_is_undone_exactly(cell: str, rows: int, columns: int) -> None:
    there = shift_formula(cell, rows, columns, wrap=True)

    assert shift_formula(there, -rows, -columns, wrap=True) == cell


@given(formulas)
def test_being_self_contained_is_final(text: str) -> None:
    once = self_contained(text, IN_S, BOOK)
    assume(all(problem.code != "FORMULA-013" for problem in once.problems))  # circles go on for ever

    assert self_contained(once.text, IN_S, BOOK).text == once.text


@given(formulas)
def test_lifting_leaves_no_call_that_could_be_lifted(text: str) -> None:
    lifted = lift(text, IN_S, BOOK)

    assert our_calls(parse(fill(lifted.text, lambda index: f"scratch!A{index + 1}"))) == []
    assert [call.index for call in lifted.calls] == list(range(len(lifted.calls)))
    assert all(used < call.index for call in lifted.calls for used in call.uses)
