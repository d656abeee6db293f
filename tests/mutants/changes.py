"""Small changes to C sources, each of which a test should notice. Standard library only.

find(path, text) gives all of them. Nothing is changed inside comments, strings, characters, preprocessor
lines, asserts, declarations of types and sizes of arrays. It relies on the shape that clang-format gives the
sources: binary operators stand between blanks, unary ones don't; a block's brace follows a blank, that of a
compound literal does not.
"""
import re
from collections import namedtuple

# old and new: the whole lines before and after, blanks squeezed; they name the change for a reader and for
# the explanations. text: the changed source.
Change = namedtuple("Change", "path line function kind old new start end replacement")
Token = namedtuple("Token", "kind text start end")

TOKEN = re.compile(r"""
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<directive>^[ \t]*\#(?:\\\n|[^\n])*)
  | (?P<string>"(?:\\.|[^"\\])*")
  | (?P<character>'(?:\\.|[^'\\])*')
  | (?P<number>\.?\d[\w.]*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<operator><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\S)
  | (?P<blank>\s+)""", re.VERBOSE | re.DOTALL | re.MULTILINE)

REPLACED = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "&": ["|"],
    "|": ["&"], "<<": [">>"], ">>": ["<<"], "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="],
    "|=": ["&="], "&=": ["|="], "<<=": [">>="], ">>=": ["<<="], "++": ["--"], "--": ["++"],
}
# Without blanks around them these are signs, pointers and addresses.
ALSO_UNARY = {"+", "-", "*", "&"}
CONTROL = {"if", "while", "for", "switch"}
KEYWORDS = CONTROL | {"return", "else", "do", "case", "default", "break", "continue", "goto", "sizeof"}
# Calls in which two neighbours may change places by definition, and the first of the two.
SYMMETRIC = {"purse_fraction_add": 1, "purse_fraction_multiply": 1, "purse_fraction_equal": 0,
             "purse_fraction_gcd": 0, "purse_money_add": 0, "purse_same": 0, "purse_alloc_array": 1,
             "__builtin_add_overflow": 0, "__builtin_mul_overflow": 0}
TYPE_WORDS = {"struct", "enum", "union", "const", "static", "extern", "unsigned", "signed", "int", "char",
              "bool", "long", "short", "void", "size_t", "typedef", "_Static_assert", "__extension__"}


def tokens_of(text):
    """What is compiled: no blanks, comments or preprocessor lines; asserts are taken out too."""
    found, depth = [], 0
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in ("blank", "comment", "directive"):
            continue
        token = Token(kind, match.group(), match.start(), match.end())
        if depth == 0 and token.text == "(" and found and found[-1].text in ("assert", "_Static_assert"):
            depth, found = 1, found[:-1]
        elif depth:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
        else:
            found.append(token)
    return found


class Source:
    """One source: its tokens, how its brackets pair, and where each token stands."""

    def __init__(self, path, text):
        self.path, self.text, self.tokens = path, text, tokens_of(text)
        self.changes = []
        self.pair()
        self.place()

    def pair(self):
        self.partner, open_ones = {}, []
        for i, token in enumerate(self.tokens):
            if token.text in ("(", "[", "{"):
                open_ones.append(i)
            elif token.text in (")", "]", "}"):
                first = open_ones.pop()
                self.partner[first], self.partner[i] = i, first

    def is_block(self, i):
        """Whether the brace at i begins a block of statements, and not an initializer or a type."""
        if self.tokens[i].start and self.text[self.tokens[i].start - 1] not in " \t\n":
            return False
        return i > 0 and self.tokens[i - 1].text in (")", "else", "do", ";", "{", "}", ":")

    def place(self):
        """The function of each token, or None; blocks and initializers; where statements begin."""
        count = len(self.tokens)
        self.function, self.begins, self.in_initializer = [None] * count, set(), [False] * count
        function, blocks, candidate, begin, round_brackets = None, [], None, False, 0
        for i, token in enumerate(self.tokens):
            if not blocks and not round_brackets and token.text == "(" and i and self.tokens[i - 1].kind == "name":
                candidate = self.tokens[i - 1].text
            round_brackets += {"(": 1, ")": -1}.get(token.text, 0)
            if token.text == "{":
                block = self.is_block(i) and (not blocks or blocks[-1])
                if not blocks:
                    function = candidate if block else None
                blocks.append(block)
            self.function[i] = function
            self.in_initializer[i] = bool(blocks) and not blocks[-1]
            if begin and blocks and blocks[-1] and token.text not in ("{", "}", ";"):
                self.begins.add(i)
            begin = function is not None and round_brackets == 0 and (
                token.text in ("else", "do", ":") or token.text in ("{", "}", ";") and bool(blocks) and blocks[-1]
                or token.text == ")" and self.tokens[self.partner[i] - 1].text in CONTROL)
            if token.text == ":" and not self.after_label(i):
                begin = False
            if token.text == "}":
                block = blocks.pop()
                if not blocks:
                    function, candidate = None, None
                begin = block and bool(blocks) and blocks[-1]

    def after_label(self, i):
        while i > 0 and self.tokens[i].text not in (";", "{", "}", "?"):
            if self.tokens[i].text in ("case", "default"):
                return True
            i -= 1
        return False

    def declares(self, i):
        """Whether the statement that begins at i declares something."""
        token, after = self.tokens[i], self.tokens[i + 1]
        if token.kind != "name" or token.text in KEYWORDS:
            return False
        if token.text in TYPE_WORDS or after.kind == "name":
            return True
        return after.text == "*" and self.text[after.end] not in " \t\n"

    def end_of_statement(self, i):
        while self.tokens[i].text != ";":
            i = self.partner.get(i, i) + 1 if self.tokens[i].text in ("(", "[", "{") else i + 1
        return i

    def add(self, kind, at, start, end, replacement):
        text = self.text
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        last = len(text) if last < 0 else last
        old = " ".join(text[first:last].split())
        new = " ".join((text[first:start] + replacement + text[end:last]).split())
        self.changes.append(Change(self.path, text.count("\n", 0, start) + 1, self.function[at] or "-", kind,
                                   old, new, start, end, replacement))

    # --- the kinds of changes

    def operators(self, i):
        token = self.tokens[i]
        if token.text not in REPLACED:
            return
        blank_before = self.text[token.start - 1] in " \t\n"
        blank_after = self.text[token.end] in " \t\n"
        if token.text in ALSO_UNARY and not (blank_before and blank_after):
            if token.text == "-":
                self.add("sign", i, token.start, token.end, "")
            return
        for other in REPLACED[token.text]:
            self.add("operator", i, token.start, token.end, other)

    def negations(self, i):
        token = self.tokens[i]
        if token.text == "!":
            self.add("negation", i, token.start, token.end, "")

    def constants(self, i):
        token = self.tokens[i]
        if token.text in ("true", "false"):
            self.add("constant", i, token.start, token.end, "false" if token.text == "true" else "true")
        if token.kind != "number":
            return
        value = int(token.text.rstrip("uUlL"), 0)
        wrapped = i > 1 and self.tokens[i - 1].text == "(" and self.tokens[i - 2].text in ("UINT64_C", "INT64_C")
        self.add("constant", i, token.start, token.end, str(value + 1))
        if value or not wrapped:
            self.add("constant", i, token.start, token.end, str(value - 1) if value else "(-1)")

    def conditions(self, i):
        if self.tokens[i].text not in ("if", "while"):
            return
        first, last = self.tokens[i + 1], self.tokens[self.partner[i + 1]]
        inside = self.text[first.end:last.start]
        self.add("condition", i, first.end, last.start, "!(" + inside + ")")
        if self.tokens[i].text == "if":
            self.add("condition", i, first.end, last.start, "true")
        self.add("condition", i, first.end, last.start, "false")

    def choices(self, i):
        """a ? b : c with b and c swapped."""
        if self.tokens[i].text != "?":
            return
        j, nested = i + 1, 0
        while self.tokens[j].text != ":" or nested:
            nested += {"?": 1, ":": -1}.get(self.tokens[j].text, 0)
            j = self.partner[j] + 1 if self.tokens[j].text in ("(", "[", "{") else j + 1
        k = j + 1
        while self.tokens[k].text not in (",", ";", ")", "]", "}"):
            k = self.partner[k] + 1 if self.tokens[k].text in ("(", "[", "{") else k + 1
        one = self.text[self.tokens[i + 1].start:self.tokens[j - 1].end]
        other = self.text[self.tokens[j + 1].start:self.tokens[k - 1].end]
        if one != other:
            between = self.text[self.tokens[j - 1].end:self.tokens[j + 1].start]
            swapped = "(" + other + ")" + between + "(" + one + ")"
            self.add("choice", i, self.tokens[i + 1].start, self.tokens[k - 1].end, swapped)

    def statements(self, i):
        if i not in self.begins or self.declares(i):
            return
        token, after = self.tokens[i], self.tokens[i + 1]
        if token.text == "continue" and self.tokens[i - 1].text == ")":   # all that a loop does
            return
        if token.text in KEYWORDS and not (token.text in ("break", "continue", "return") and after.text == ";"):
            return
        self.add("deleted", i, token.start, self.tokens[self.end_of_statement(i)].end, ";")

    def initializers(self, i):
        """A member of an initializer left out, so that it is zero."""
        if not (self.in_initializer[i] and self.tokens[i].text == "." and self.tokens[i - 1].text in ("{", ",")):
            return
        j = i
        while self.tokens[j].text not in (",", "}"):
            j = self.partner[j] + 1 if self.tokens[j].text in ("(", "[", "{") else j + 1
        end = self.tokens[j].end if self.tokens[j].text == "," else self.tokens[j - 1].end
        self.add("deleted", i, self.tokens[i].start, end, "")

    def arguments(self, i):
        """Two neighbouring arguments of a call swapped; not those of messages, which are text."""
        token = self.tokens[i]
        if not (token.kind == "name" and token.text not in KEYWORDS and self.tokens[i + 1].text == "("):
            return
        if token.text.startswith("purse_fail") or token.text.endswith("_C"):
            return
        parts, first, j, close = [], i + 2, i + 2, self.partner[i + 1]
        while j <= close:
            if j == close or self.tokens[j].text == ",":
                if j > first:
                    parts.append((self.tokens[first].start, self.tokens[j - 1].end))
                first = j + 1
                j += 1
            else:
                j = self.partner[j] + 1 if self.tokens[j].text in ("(", "[", "{") else j + 1
        for k, ((a, b), (c, d)) in enumerate(zip(parts, parts[1:])):
            one, other = self.text[a:b], self.text[c:d]
            if one != other and SYMMETRIC.get(token.text) != k:
                self.add("swapped", i, a, d, other + self.text[b:c] + one)

    def find(self):
        sizes = self.sizes_of_arrays()
        for i in range(len(self.tokens)):
            if i in sizes:
                continue
            self.constants(i)
            if self.function[i] is None:
                continue
            for kind in (self.operators, self.negations, self.conditions, self.choices, self.statements,
                         self.initializers, self.arguments):
                kind(i)
        return self.changes

    def sizes_of_arrays(self):
        """Tokens between the square brackets of declarations."""
        sizes = set()
        for i, token in enumerate(self.tokens):
            outside = self.function[i] is None and token.text == "[" and not self.in_initializer[i]
            if i in self.begins and self.declares(i):
                end = self.end_of_statement(i)
            elif outside:
                end = self.partner[i]
            else:
                continue
            j, is_value = i, False   # behind its = a bracket is an index again
            while j <= end:
                text = self.tokens[j].text
                is_value = text == "=" or is_value and text != ","
                if text == "[" and not is_value:
                    sizes.update(range(j, self.partner[j]))
                j = self.partner[j] if text in ("(", "{", "[") else j
                j += 1
        return sizes


def find(path, text):
    return Source(path, text).find()


def apply(text, change):
    return text[:change.start] + change.replacement + text[change.end:]
