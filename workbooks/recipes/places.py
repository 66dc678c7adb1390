"""Chinese names of the regions and countries in the raw data."""

REGIONS_ZH = {"Asia Pacific": "亚太", "Europe": "欧洲", "North America": "北美"}
COUNTRIES_ZH = {
    "Australia": "澳大利亚",
    "Japan": "日本",
    "France": "法国",
    "Germany": "德国",
    "UK": "英国",
    "Canada": "加拿大",
    "USA": "美国",
}
