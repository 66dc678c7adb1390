"""Sheet Territory: which city belongs to whom, and what it sold."""

from recipes.book import Book
from recipes.people import ROSTER
from recipes.sales_plan.layout import PEOPLE_FIRST, PEOPLE_LAST
from recipes.styles import GREY

HEADS = ("region", "country", "city", "salesperson", "year_before", "last_year", "actual_to_date", "orders")


def territory_sheet(book: Book) -> None:
    """List the cities as an Excel table with their owner and their sales."""
    sheet = book.sheet("Territory", (16, 13, 16, 18, 14, 14, 15, 10), GREY)
    book.heading(sheet, "Territories", "Change an owner and the personal targets follow.")
    cities = [(person, city) for person in ROSTER for city in person.cities]
    count, last = len(cities), 5 + len(cities)
    columns = [{"header": head} for head in HEADS]
    sheet.add_table(f"A5:H{last}", {"name": "Territory", "style": "Table Style Light 9", "columns": columns})
    book.column(sheet, "A6", [person.region for person, _ in cities])
    book.column(sheet, "B6", [person.country for person, _ in cities])
    book.column(sheet, "C6", [city for _, city in cities])
    book.column(sheet, "D6", [person.name for person, _ in cities], "input")
    here = "Sales[country],$B{r},Sales[city],$C{r}"
    sales = "=SUMIFS(Sales[net_sales],Sales[year],"
    book.fill_down(sheet, "E6", count, f"{sales}PlanYear-2,{here})", "money")
    book.fill_down(sheet, "F6", count, f"{sales}PlanYear-1,{here})", "money")
    book.fill_down(sheet, "G6", count, f'{sales}PlanYear,Sales[timestamp],"<"&AsOf+1,{here})', "money")
    book.fill_down(sheet, "H6", count, f'=COUNTIFS(Sales[check],"ok",{here})', "money")
    owners = f"=People!$C${PEOPLE_FIRST}:$C${PEOPLE_LAST}"
    sheet.data_validation(
        f"D6:D{last}", {"validate": "list", "source": owners, "input_message": "Choose the owner."}
    )
    book.bars(sheet, f"F6:F{last}")
    sheet.freeze_panes(5, 0)
    sheet.set_portrait()
