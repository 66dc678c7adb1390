"""The sales force of the demo: who looks after which city.

The raw data names no sales people, so this roster is invented; every city of the data has one owner.
"""

from typing import NamedTuple


class SalesPerson(NamedTuple):
    """A sales person, the place in the organisation, the cities and the yearly quota for large deals."""

    region: str
    country: str
    name: str
    cities: tuple[str, ...]
    quota: int


ROSTER = (
    SalesPerson("Asia Pacific", "Australia", "Olivia Hart", ("Sydney", "Melbourne"), 175_000),
    SalesPerson("Asia Pacific", "Australia", "Jack Nolan", ("Perth", "Adelaide"), 170_000),
    SalesPerson("Asia Pacific", "Australia", "Ruby Walsh", ("Brisbane",), 95_000),
    SalesPerson("Asia Pacific", "Japan", "Haruto Sato", ("Tokyo",), 90_000),
    SalesPerson("Asia Pacific", "Japan", "Yui Tanaka", ("Osaka", "Kyoto"), 100_000),
    SalesPerson("Asia Pacific", "Japan", "Ren Suzuki", ("Sapporo", "Fukuoka"), 115_000),
    SalesPerson("Europe", "France", "Camille Moreau", ("Paris", "Lyon"), 60_000),
    SalesPerson("Europe", "France", "Hugo Laurent", ("Nice", "Marseille", "Toulouse"), 140_000),
    SalesPerson("Europe", "Germany", "Lena Fischer", ("Berlin", "Hamburg"), 60_000),
    SalesPerson("Europe", "Germany", "Jonas Weber", ("Munich", "Frankfurt", "Cologne"), 120_000),
    SalesPerson("Europe", "UK", "Amelia Clarke", ("London", "Birmingham"), 80_000),
    SalesPerson("Europe", "UK", "Harry Reid", ("Manchester", "Glasgow", "Edinburgh"), 160_000),
    SalesPerson("North America", "Canada", "Chloe Tremblay", ("Montreal", "Ottawa"), 130_000),
    SalesPerson("North America", "Canada", "Liam Fraser", ("Toronto", "Vancouver", "Calgary"), 190_000),
    SalesPerson("North America", "USA", "Ava Collins", ("New York", "Miami"), 115_000),
    SalesPerson("North America", "USA", "Noah Bennett", ("Chicago",), 65_000),
    SalesPerson("North America", "USA", "Mia Torres", ("Los Angeles", "San Francisco"), 145_000),
)
REGIONS = ("Asia Pacific", "Europe", "North America")
OWNER_OF = {city: person.name for person in ROSTER for city in person.cities}
