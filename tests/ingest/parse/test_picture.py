"""The picture of a clause: well-formed, whole, and safe for any text."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.picture import Stretch, picture

SVG = "{http://www.w3.org/2000/svg}"


@given(
    st.text(alphabet='对企业<&>"给予5万元 \n', max_size=90),
    st.lists(st.tuples(st.integers(0, 89), st.integers(1, 30)), max_size=6),
)
def test_every_letter_and_every_stretch_is_drawn(text: str, spans: list[tuple[int, int]]) -> None:
    stretches = [Stretch(a, min(a + n, len(text)), "<&>", "record") for a, n in spans if a < len(text)]
    drawn = ElementTree.fromstring(picture(text, stretches))
    letters = [one.text for one in drawn.findall(f"{SVG}text") if one.get("font-size") is None]
    assert letters == [char for char in text if char.strip()]
    assert len(drawn.findall(f"{SVG}rect")) >= len(stretches)
