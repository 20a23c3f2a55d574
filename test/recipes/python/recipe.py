import csv
import io
import os
import urllib.parse
import urllib.request

hub = os.environ.get("HANSE_HUB", "http://127.0.0.1:4000")

# headings=codes: the names of columns do not change with the reader's language.
asked = {"text": "housing", "hasCosts": "true", "headings": "codes", "lang": "en"}
request = urllib.request.Request(f"{hub}/questions/programmes.csv?{urllib.parse.urlencode(asked)}")
# A member adds request.add_header("Authorization", f"Bearer {token}")
with urllib.request.urlopen(request) as response:
    coverage = response.headers["Hanse-Coverage"]
    rows = list(csv.DictReader(io.StringIO(response.read().decode("utf-8-sig"))))

for row in rows:
    cost = row["costsTotal"] or f"{row['costsYearly']} a year"
    print(f"{row['title']}, {row['city']}: {cost} {row['currency']}")
# complete=?0 where a city that could match did not answer: say so, or ask again.
print(coverage)
