"""cells.py (DIRECTORY SEPARATOR POINT)... - what LibreOffice made of each DIRECTORY/NAME.csv in
DIRECTORY/xlsx/NAME.xlsx, cell by cell. Knows CSV as RFC 4180 has it and the XML of a sheet, nothing of
what the tables mean.
"""
import csv
import datetime
import pathlib
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EPOCH = datetime.date(1899, 12, 30)


def text_of(node):
    return "".join(part.text or "" for part in node.iter(MAIN + "t"))


def column(reference):
    number = 0
    for letter in re.match(r"[A-Z]+", reference).group():
        number = 26 * number + ord(letter) - 64
    return number - 1


def sheet(path):
    """{(row, column): (kind, value)}: a number is "n", a text "s", a truth "b", a formula "formula"."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            shared = [text_of(item) for item in
                      tree.fromstring(archive.read("xl/sharedStrings.xml")).findall(MAIN + "si")]
        root = tree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells = {}
    for row in root.iter(MAIN + "row"):
        for cell in row:
            value = cell.find(MAIN + "v")
            if value is None:
                continue
            kind = cell.get("t", "n")
            content = shared[int(value.text)] if kind == "s" else value.text
            if cell.find(MAIN + "f") is not None:
                kind = "formula"
            cells[int(row.get("r")) - 1, column(cell.get("r"))] = kind, content
    return cells


def compare(path, separator, point):
    number = re.compile(r"-?[0-9]+(" + re.escape(point) + r"[0-9]+)?(e[-+]?[0-9]+)?")
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=separator))
    wrong = []
    cells = sheet(path.parent / "xlsx" / (path.stem + ".xlsx"))
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        wrong.append("rows of several lengths")
    for at in cells:
        if at[0] >= len(rows) or at[1] >= len(rows[0]):
            wrong.append(f"{at}: a cell that was not written: {cells[at]}")
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            kind, value = cells.get((y, x), ("s", ""))
            if number.fullmatch(text):
                good = kind == "n" and abs(float(value) - float(text.replace(point, "."))) \
                    <= 1e-12 * abs(float(value))
            elif DATE.fullmatch(text):
                # A whole date is one in every locale, and the right one: days since the end of 1899.
                good = kind == "s" and value == text or \
                    kind == "n" and EPOCH + datetime.timedelta(int(value)) == datetime.date.fromisoformat(text)
            elif text in ("true", "false"):
                good = kind == "b" and value == str(int(text == "true")) or \
                    kind == "s" and value == text
            else:
                good = kind == "s" and value == text
            if not good:
                wrong.append(f"row {y + 1}, {rows[0][x]}: {text!r} became {kind} {value!r}")
    return len(rows), wrong


def main(arguments):
    passed = failed = 0
    for directory, separator, point in zip(*[iter(arguments)] * 3):
        for path in sorted(pathlib.Path(directory).glob("*.csv")):
            count, wrong = compare(path, separator, point)
            passed, failed = (passed, failed + 1) if wrong else (passed + 1, failed)
            for line in wrong[:10]:
                print(f"{path.parent.name} {path.name}, {count} rows: {line}")
    print(f"spreadsheet: {passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
