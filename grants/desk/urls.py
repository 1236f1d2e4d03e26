from django.conf import settings
from django.urls import path

from grants.desk.views import case, cases, letters, mine, search, style_guide, today

app_name = "desk"
urlpatterns = [
    path("my/", mine.home, name="my_home"),
    path("staff/", today.today, name="today"),
    path("staff/search/", search.search_everything, name="search"),
    path("staff/applications/", cases.case_list, name="case_list"),
    path("staff/applications/export.<str:kind>", cases.case_export, name="case_export"),
    path("staff/applications/<str:reference>/", case.case, name="case"),
    path("staff/letters/", letters.letter_list, name="letter_list"),
    path("staff/letters/<uuid:token>/", letters.letter, name="letter"),
    path("staff/letters/<uuid:token>/html/", letters.letter_html, name="letter_html"),
    path("staff/letters/<uuid:token>/again/", letters.letter_again, name="letter_again"),
]

if settings.DEMONSTRATION or settings.DEBUG:
    urlpatterns.append(path("staff/style-guide/", style_guide.style_guide, name="style_guide"))
