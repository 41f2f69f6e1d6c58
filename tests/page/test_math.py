"""Formulas come once, as LaTeX where the page holds it."""

from __future__ import annotations

import pytest

from tests.page.rendered import markdown_of, text_of

TEX = r"\sqrt{s} \le t_1*2"
ANNOTATED = (
    f'<math><semantics><mrow><mi>s</mi></mrow><annotation encoding="application/x-tex">{TEX}</annotation></semantics></math>'
)
DRAWN = '<span class="katex-html" aria-hidden="true"><span class="base">drawn</span></span>'


@pytest.mark.parametrize(
    "formula",
    [
        ANNOTATED,
        f'<math alttext="{TEX}"><mi>s</mi></math>',
        f'<span class="katex"><span class="katex-mathml">{ANNOTATED}</span>{DRAWN}</span>',
        f'<script type="math/tex">{TEX}</script>',
        f'<span class="MathJax_Preview">s</span><span class="MathJax" id="m1">drawn</span><script type="math/tex">{TEX}</script>',
        f'<mjx-container data-latex="{TEX}"><mjx-math>drawn</mjx-math></mjx-container>',
        f'<span class="math inline">\\({TEX}\\)</span>',
        f'<span class="mwe-math-element"><span style="display:none">{ANNOTATED}</span>'
        f'<img class="mwe-math-fallback-image-inline" alt="{{\\displaystyle {TEX}}}" src=x></span>',
        f'<img class="latex" alt="{TEX}" src="/latex.php">',
        f"\\({TEX}\\)",
        f"${TEX}$",
    ],
)
def test_a_formula_in_a_line_comes_once_and_unescaped(formula: str) -> None:
    html = f"<p>Take {formula} as given.</p>"
    assert text_of(html) == f"Take ${TEX}$ as given."
    assert markdown_of(html) == text_of(html)


@pytest.mark.parametrize(
    "formula",
    [
        f'<span class="katex-display"><span class="katex"><span class="katex-mathml">{ANNOTATED}</span>{DRAWN}</span></span>',
        ANNOTATED.replace("<math>", '<math display="block">'),
        f'<script type="math/tex; mode=display">{TEX}</script>',
        f'<div class="math display">\\[{TEX}\\]</div>',
        f"\\[{TEX}\\]",
    ],
)
def test_a_formula_that_is_set_apart_is_a_block(formula: str) -> None:
    assert markdown_of(f"<p>Take {formula} as given.</p>") == f"Take\n\n$${TEX}$$\n\nas given."


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<mi>k</mi>", "k"),
        ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E = mc²"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<mn>2</mn><mfrac><mn>1</mn><mn>3</mn></mfrac>", "2(1/3)"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x + 1)"),
        ("<msub><mi>v</mi><mi>max</mi></msub><mo>&lt;</mo><mo>−</mo><mn>3</mn>", "v_max < −3"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", "∑_(i=1)ⁿ"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "sin x"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u0304"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
    ],
)
def test_mathml_alone_is_read_as_text(mathml: str, expected: str) -> None:
    assert text_of(f"<p>Let <math>{mathml}</math> be</p>") == f"Let {expected} be"


def test_dollars_of_prices_are_none_of_a_formula() -> None:
    text = "It fell from $12 to $9, or US$3–$4 less; a_1 costs $5 and b_2 costs $6"
    assert text_of(f"<script src='/mathjax.js'></script><p>{text}</p>") == text


def test_a_page_that_draws_formulas_may_have_short_ones() -> None:
    page = "<p>Let $y$ and \\(y = 3\\) hold.</p>"
    assert text_of(f"<script src='/mathjax.js'></script>{page}") == "Let y and $y = 3$ hold."
    assert text_of(page) == "Let $y$ and \\(y = 3\\) hold."
    assert text_of("<p>Write <code>\\(\\frac{1}{2}\\)</code>.</p><pre>$\\beta$</pre>").endswith("$\\beta$")
