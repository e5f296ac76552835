"""Which problem codes the package names in its source, read without running it.

A code is a text that reaches `Problem` as its code: in the call itself, through a helper's
parameter or a name, or as the first of a tuple of code, message and hint. What a program
compares a problem's code with is one, too. A code that is put together from parts is a
pattern: ``unknown-*``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

CODE = re.compile(r"[a-z]+(-([a-z]+|\*))*")
NAME = "code"  # as a helper calls the parameter it hands on
Function = ast.FunctionDef | ast.AsyncFunctionDef
Takers = dict[str, int]  # what takes a code, and at which position


def named_codes(sources: Mapping[str, str]) -> dict[str, str]:
    """Return each code or pattern with a place that names it.

    Args:
        sources: The source of each module, by file name.
    """
    trees = {file: ast.parse(source) for file, source in sources.items()}
    takers = _takers([node for tree in trees.values() for node in ast.walk(tree)])
    return {
        text: f"{file}:{node.lineno}"
        for file, tree in trees.items()
        for node in _codes(tree, takers)
        for text in _texts(node)
        if CODE.fullmatch(text)
    }


def _takers(nodes: Sequence[ast.AST]) -> Takers:
    """Return what begins with a code, as `Problem` does, and what hands a code on to one."""
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    takers = {"Problem": 0} | {node.name: 0 for node in classes if _first_field(node) == NAME}
    takers |= {node.name: 0 for node in classes if takers.keys() & map(_name, node.bases)}
    for function in nodes:
        if isinstance(function, Function):
            names = [one.arg for one in function.args.args if one.arg != "self"]
            if NAME in names and NAME in map(_name, _given(function, takers)):
                takers[function.name] = names.index(NAME)
    return takers


def _first_field(node: ast.ClassDef) -> str:
    fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)]
    return _name(fields[0]) if fields else ""


def _given(tree: ast.AST, takers: Takers) -> Iterator[ast.expr]:
    """Yield what is given as a code in the calls below *tree*."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (name := _name(call.func)) in takers:
            yield from call.args[takers[name] : takers[name] + 1]
            yield from (one.value for one in call.keywords if one.arg == NAME)


def _codes(tree: ast.Module, takers: Takers) -> Iterator[ast.expr]:
    """Yield each expression that is a code, or several to choose from."""
    compared = [
        value
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and getattr(node.left, "attr", "") == NAME
        for value in node.comparators
    ]
    direct = [*_given(tree, takers), *compared]
    yield from direct
    names = {NAME, *map(_name, direct)} - {""}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=[name, *_])], value=ast.Tuple(elts=[code, *_])):
                if _name(name) in names:
                    yield code
            case ast.Assign(targets=[name], value=code) if _name(name) in names:
                yield code
            case ast.Tuple(elts=[ast.Constant(value=str(text)) as code, _, _]) if "-" in text:
                yield code


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts that *node* can be."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts
            )
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))
        case ast.Set(elts=elements) | ast.Tuple(elts=elements):
            for element in elements:
                yield from _texts(element)


def _name(node: ast.AST) -> str:
    """Return the last word of a name such as ``a.b.name``; the empty text for all else."""
    return str(getattr(node, "id", None) or getattr(node, "attr", ""))
