"""Reads the plain YAML that scenarios are written in: maps, lists, flow collections, comments.

Knows: block maps by indentation, block lists of maps, `{...}` and `[...]` (over several lines too),
quoted words, the number grammar of the contract (`12k`, `30%`, `1_200`).
Refuses to know: anchors, tags, multi-line text. It exists so that the tests need no package.
"""
import re

NUMBER = re.compile(r'^[+-]?(\d[\d_]*)?(\.\d+)?([eE][+-]?\d+)?[%kMBT]?$')
SUFFIX = {'%': 0.01, 'k': 1e3, 'M': 1e6, 'B': 1e9, 'T': 1e12}


def scalar(text):
    text = text.strip()
    if text[:1] in '"\'' and len(text) > 1:
        return text[1:-1]
    if text in ('true', 'false'):
        return text == 'true'
    if text in ('', 'null', '~'):
        return None
    if NUMBER.match(text) and any(c.isdigit() for c in text):
        body, suffix = (text[:-1], text[-1]) if text[-1] in SUFFIX else (text, '')
        value = float(body.replace('_', ''))
        if suffix == '%':
            return value / 100
        value *= SUFFIX.get(suffix, 1)
        return int(value) if value == int(value) and abs(value) < 1e15 else value
    return text


def bare(line):
    """The line without its comment."""
    quote = ''
    for n, c in enumerate(line):
        if quote:
            quote = '' if c == quote else quote
        elif c in '"\'':
            quote = c
        elif c == '#' and (n == 0 or line[n - 1] in ' \t'):
            return line[:n].rstrip()
    return line.rstrip()


class Flow:
    """A `{...}` or `[...]`."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def blank(self):
        while self.at < len(self.text) and self.text[self.at] in ' \n\t,':
            self.at += 1

    def word(self, stops):
        start, quote = self.at, ''
        while self.at < len(self.text):
            c = self.text[self.at]
            if quote:
                quote = '' if c == quote else quote
            elif c in '"\'' and self.at == start:
                quote = c
            elif c in stops and (c != ':' or self.text[self.at + 1:self.at + 2] in ' \n'):
                break
            self.at += 1
        return self.text[start:self.at]

    def value(self):
        self.blank()
        opening = self.text[self.at]
        if opening == '{':
            return self.map()
        if opening == '[':
            return self.list()
        return scalar(self.word(',}]'))

    def map(self):
        out = {}
        self.at += 1
        while True:
            self.blank()
            if self.text[self.at] == '}':
                self.at += 1
                return out
            key = str(self.word(':')).strip().strip('"\'')
            self.at += 1
            out[key] = self.value()

    def list(self):
        out = []
        self.at += 1
        while True:
            self.blank()
            if self.text[self.at] == ']':
                self.at += 1
                return out
            out.append(self.value())


KEY = re.compile(r'^("[^"]*"|\'[^\']*\'|[^\s{\[][^{\[]*?):(\s+(.*))?$', re.S)


def joined(text):
    """(indent, text) of each line; flow collections over several lines are one."""
    out, open_ones, in_text = [], 0, False
    for raw in text.split('\n'):
        line = bare(raw)
        if not line.strip() or line.strip() in ('---', '...'):
            continue
        if open_ones > 0:
            out[-1] = (out[-1][0], out[-1][1] + '\n' + line.strip())
        else:
            out.append((len(line) - len(line.lstrip()), line.strip()))
        whole_text = out[-1][1]
        if whole_text.count('"') % 2:  # a quoted text that goes on
            open_ones, in_text = max(open_ones, 1), True
            continue
        if in_text:
            open_ones, in_text, line = 0, False, whole_text
        plain = re.sub(r'"[^"]*"|\'[^\']*\'', '', line)
        open_ones += sum(plain.count(c) for c in '{[') - sum(plain.count(c) for c in '}]')
    return out


def inline(text):
    return Flow(text).value() if text[:1] in '{[' else scalar(text)


def block(lines, at, indent):
    """The value of the lines from `at` that are indented by `indent`; (value, next line)."""
    if lines[at][1].startswith('- '):
        out = []
        while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith('- '):
            rest = lines[at][1][2:].lstrip()
            if rest[:1] not in '{["\'' and KEY.match(rest):
                inner = indent + len(lines[at][1]) - len(rest)
                lines[at] = (inner, rest)
                value, at = block(lines, at, inner)
            else:
                value, at = inline(rest), at + 1
            out.append(value)
        return out, at
    out = {}
    while at < len(lines) and lines[at][0] == indent:
        match = KEY.match(lines[at][1])
        key, rest = match.group(1).strip('"\''), (match.group(3) or '').strip()
        at += 1
        if rest:
            out[key] = inline(rest)
        elif at < len(lines) and (lines[at][0] > indent or
                                  lines[at][0] == indent and lines[at][1].startswith('- ')):
            out[key], at = block(lines, at, lines[at][0])
        else:
            out[key] = None
    return out, at


def load(text):
    lines = joined(text)
    return block(lines, 0, lines[0][0])[0]
