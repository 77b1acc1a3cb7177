"""The page of a report, for jinja2 with autoescape. Nothing in it is loaded from anywhere, and its first line forbids it."""

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; padding: 1rem;
 max-width: 56rem; }
h1, h2, h3 { line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin-top: 2.5rem; border-top: 1px solid #767676; padding-top: 1rem; }
a { color: #004e8a; }
code { font: .9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: #f3f3f3; padding: .75rem; overflow-x: auto; }
figure { margin: 1rem 0; }
.wide { overflow-x: auto; }
.wide:focus-visible, summary:focus-visible, a:focus-visible { outline: 3px solid #0072b2; outline-offset: 2px; }
img { display: block; width: 100%; max-width: 46rem; height: auto; }
figcaption { font-size: .95rem; color: #333; }
table { border-collapse: collapse; font-size: .92rem; }
th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid #ccc; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
.warn { border-left: .4rem solid #b34700; padding: .25rem 1rem; }
summary { cursor: pointer; padding: .4rem 0; }
@media (max-width: 40rem) { figure img { min-width: 32rem; }
 .facts, .facts tbody, .facts tr, .facts th, .facts td { display: block; }
 .facts th { border: 0; padding-bottom: 0; } }
@media print { body { max-width: none; padding: 0; } figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
 .wide { overflow: visible; } figure img { min-width: 0; } pre { white-space: pre-wrap; } nav { display: none; } }
"""

_MACROS = """
{% macro table(caption, made) %}
<div class="wide" role="region" aria-label="{{ caption }}" tabindex="0"><table><caption>{{ caption }}</caption>
<thead><tr>{% for name in made.head %}<th scope="col">{{ name }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in made.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></div>
{% if made.left %}<p>{{ made.left }} more rows: <code>--json</code> prints them all.</p>{% endif %}
{% endmacro %}
{% macro picture(one, what) %}
<figure><div class="wide" role="region" aria-label="{{ what }}" tabindex="0">
<img src="{{ one.src }}" alt="{{ one.text }}"></div>
<figcaption>{{ one.caption }}</figcaption></figure>
{% endmacro %}
"""

_HEAD = """
<main>
<h1>{{ world.title if world else plan.name }}: what {{ plan.total }} runs show</h1>
{% if world %}<p>{{ world.question }}</p>{% endif %}
<nav aria-label="Contents"><ul>
<li><a href="#run">What was run</a></li>
{% if failures %}<li><a href="#failed">Failed runs</a></li>{% endif %}
{% for one in measures %}<li><a href="#m{{ loop.index }}">{{ one.name }}</a>{% if one.says %}: {{ one.says }}{% endif %}</li>
{% endfor %}
<li><a href="#far">Runs out of line</a></li>
<li><a href="#read">How to read this</a></li>
<li><a href="#data">The numbers themselves</a></li>
</ul></nav>
<h2 id="run">What was run</h2>
<table class="facts"><tbody>
{% for name, value in settings %}<tr><th scope="row">{{ name }}</th><td>{{ value }}</td></tr>
{% endfor %}</tbody></table>
{% if few %}<p class="warn">{{ few }}</p>{% endif %}
{% if clash %}<p class="warn">{{ clash }}</p>{% endif %}
{% if failures %}
<h2 id="failed">Failed runs</h2>
<p>They are left out of all that follows. The same <code>superorganisms batch</code> command with <code>--retry-failed</code>
does all of them again.</p>
{% for one in failures %}
<h3>{{ one.count }} × {{ one.error }}</h3>
<p>{% if one.where %}All of them at {{ one.where }}. {% endif %}Runs {{ one.runs }}. To repeat the first:</p>
<pre tabindex="0"><code>{{ one.command }}</code></pre>
{% if one.trace %}<details><summary>Where in the program</summary><pre tabindex="0">{{ one.trace }}</pre></details>{% endif %}
{% endfor %}
{% endif %}
<p>Measures shown: {{ why }}.</p>
"""

_MEASURES = """
{% for one in measures %}
<h2 id="m{{ loop.index }}">{{ one.name }}</h2>
<p>{% if one.says %}{{ one.says[0] | upper }}{{ one.says[1:] }}. {% endif %}{{ one.spread }} {{ one.grid }}
{% if one.undefined %} Undefined, and left out, where {{ one.undefined }}.{% endif %}</p>
{% if "means" in one.figures %}{{ picture(one.figures.means, one.name) }}{% endif %}
{% if one.indices %}
<h3>What {{ one.name }} depends on</h3>
{% if "indices" in one.figures %}{{ picture(one.figures.indices, "indices of " ~ one.name) }}{% endif %}
<ul>{% for row in one.indices %}<li>{{ row.sentence }}</li>{% endfor %}</ul>
<details><summary>The indices as a table</summary>
<div class="wide" role="region" aria-label="indices of {{ one.name }}" tabindex="0"><table>
<thead><tr><th scope="col">parameter</th>
{% for key in one.indices[0] if key not in ("name", "sentence") %}
<th scope="col" class="n">{{ greek[key] | default(key | replace("_", " ")) }}</th>
{% endfor %}</tr></thead>
<tbody>{% for row in one.indices %}<tr><th scope="row">{{ row.name }}</th>
{% for key in row if key not in ("name", "sentence") %}<td class="n">{{ row[key] }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></div></details>
{% endif %}
{% if one.overall %}
<h3>World and contrast</h3>
<p>{{ one.overall }}</p>
{% if "effects" in one.figures %}{{ picture(one.figures.effects, "contrast of " ~ one.name) }}{% endif %}
{% if one.effects.rows %}<details><summary>World - contrast as a table</summary>
{{ table(one.name ~ ", world - contrast, by point", one.effects) }}</details>{% endif %}
{% endif %}
{% if one.means.rows %}<details><summary>The means as a table</summary>
{{ table(one.name ~ ", by point", one.means) }}</details>{% endif %}
{% endfor %}
"""

_TAIL = """
<h2 id="far">Runs out of line</h2>
{% if far.rows %}
<p>Runs that lie more than 3.5 robust standard deviations from the median of the others of their point, the farthest
first. Not errors: worlds worth a look.
{% if plan.replicates < 8 %}With fewer than 8 seeds all points are measured by one scale, so that where seeds part ways, as at a
border, several runs of a point stand here.{% endif %}</p>
<div class="wide" role="region" aria-label="Runs out of line" tabindex="0"><table><thead><tr><th scope="col">run</th>
<th scope="col">measure</th><th scope="col" class="n">value</th><th scope="col" class="n">median of the others</th>
<th scope="col" class="n">z</th>
<th scope="col">at</th><th scope="col">to repeat it</th></tr></thead>
<tbody>{% for row in far.rows %}<tr><td>{{ row.run }}{% if row.arm %} ({{ row.arm }}){% endif %}</td><td>{{ row.measure }}</td>
<td class="n">{{ row.value }}</td><td class="n">{{ row.median }}</td><td class="n">{{ row.z }}</td>
<td>{{ row.at }}</td>
<td><code>{{ row.command }}</code></td></tr>
{% endfor %}</tbody></table></div>
{% if far.left %}<p>And {{ far.left }} more: <code>--json</code> prints them all.</p>{% endif %}
{% elif plan.replicates < 4 %}<p>With fewer than four seeds a point it can't be told which run is out of line.</p>
{% else %}<p>None: no run lies more than 3.5 robust standard deviations from the median of the others of its point.</p>
{% endif %}
<h2 id="read">How to read this</h2>
<ul>
<li><b>Mean and 95 % interval</b>: of the runs of a point that differ by their seed alone; by resampling the seeds (bootstrap
percentiles, widened as Student's t asks for; Hesterberg 2015). Points share their seeds, so neighbours differ by less chance
than their intervals suggest. One interval in twenty misses the truth.</li>
{% if plan.design == "sobol" %}
<li><b>Sobol's indices</b>: shares of a measure's variance between points. S1: what would go, on average, if the parameter were
known: what it does alone. ST: what would be left if all others were known: with what it does together with them. They hold for
the ranges above, each value of them as likely as any other, and for the mean of these seeds (Sobol 2001; Saltelli et al.
2010).</li>
{% endif %}
{% if plan.design == "morris" %}<li><b>Morris's effects</b>: one parameter takes a step, the others stay. μ* is the mean size of
the change, scaled to the whole range of the parameter; σ says how much it differs from place to place; μ keeps the sign. They
find what can be left out, with few runs (Morris 1991; Campolongo et al. 2007).</li>{% endif %}
{% if plan.design in ("sobol", "morris") %}<li>A sample in which a run failed or a measure is undefined is left out whole (n
says how many are left); the indices then hold for the rest alone.</li>{% endif %}
{% if plan.arms | length > 1 %}<li><b>Contrast</b>: the same world with one thing changed, run with the same seeds. Differences
are taken seed by seed and then averaged, so that chance that both share falls out.</li>{% endif %}
<li><b>Robust standard deviations</b>: .6745 · d / MAD(d), where d is what a run differs by from the median of the others of
its point; with fewer than 8 seeds a point, the MAD of all points together (Iglewicz &amp; Hoaglin 1993).</li>
<li>All of it is about the model. Whether the model is like the world no number here can say.</li>
</ul>
<h2 id="data">The numbers themselves</h2>
<p>A row a run, in <code>{{ folder }}/runs.parquet</code>; as it is for pandas, DuckDB, Polars, and R's arrow
(<code>arrow::read_parquet</code>).</p>
<pre tabindex="0"><code>from superorganisms import Results
runs = Results("{{ folder }}").runs</code></pre>
</main>
"""

PAGE = (
    _MACROS.strip()
    + """
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{{ plan.name }}: {{ plan.total }} runs</title>
<style>"""
    + _STYLE
    + """</style>
</head>
<body>
"""
    + _HEAD
    + _MEASURES
    + _TAIL
    + "</body>\n</html>\n"
)
