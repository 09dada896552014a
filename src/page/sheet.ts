/** The page's styles. Text keeps a contrast of at least 4.5 to 1 in both schemes; no meaning is in a colour alone. */
export const sheet = `
:root{color-scheme:light dark;--page:#f3f5f7;--card:#fff;--line:#d9dfe5;--edge:#7b8794;--text:#1b242e;--muted:#55616e;--accent:#1f62b0;
--bad:#b3261e;--bad-back:#fdf0ef;--warn:#865300;--warn-back:#fdf6e7;--note-back:#eef3f9;--good:#1c6b3a}
@media (prefers-color-scheme:dark){:root{--page:#11161b;--card:#1a2128;--line:#333e49;--edge:#7f8b97;--text:#e3e8ed;--muted:#a5b0bb;--accent:#7fb4f0;
--bad:#ff9990;--bad-back:#3a1e1d;--warn:#f0b95a;--warn-back:#33280f;--note-back:#182838;--good:#7fd49b}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Hiragino Sans','Yu Gothic UI',Meiryo,'Noto Sans JP','Noto Sans CJK JP',sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
header,main,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:22px}
footer{padding-bottom:40px}
main>section{margin-top:30px}
h1{overflow-wrap:break-word;margin:2px 0 4px;font-size:24px;line-height:1.25;font-weight:650;letter-spacing:-.01em}
h2{margin:0 0 10px;font-size:18px;line-height:1.3;font-weight:650}
h3{margin:0 0 4px;font-size:15px;line-height:1.35;font-weight:650}
p{margin:0}
.muted{color:var(--muted);font-weight:400}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin:0 0 12px}
.verdict,.notice{border-left:4px solid var(--accent);border-radius:6px;background:var(--note-back);padding:10px 14px;margin:0 0 12px}
.verdict .words{font-size:20px;font-weight:650;line-height:1.3}
.failure{border-color:var(--bad);background:var(--bad-back)}
.warning{border-color:var(--warn);background:var(--warn-back)}
.facts{display:grid;gap:6px}
.facts div{display:grid;grid-template-columns:9em 1fr;gap:4px 14px}
.facts dt{color:var(--muted)}
.facts dd{margin:0}
.facts dd p{padding-left:1em;text-indent:-1em}
.counts{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px;margin:0;padding:0}
.counts li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 12px;display:flex;flex-direction:column}
.count{font-size:24px;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.notable .count,.severity{color:var(--warn)}
.failed .count,.failed,.unknown .count{color:var(--bad)}
.severity{font-size:13px;font-weight:600;white-space:nowrap}
.number,table{font-variant-numeric:tabular-nums}
.number{text-align:right;white-space:nowrap}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(440px,100%),1fr));gap:12px;margin-bottom:12px}
.cards .card{margin:0}
.events{list-style:none;margin:6px 0;padding:0;font-variant-numeric:tabular-nums}
.events li{border-left:2px solid var(--line);padding:1px 0 1px 10px;margin-top:4px}
.rankings{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(260px,100%),1fr));gap:4px 24px;align-items:start}
table{border-collapse:collapse;width:100%;font-size:13px;margin-top:10px}
caption{text-align:left;font-weight:650;padding-bottom:3px}
th,td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-top:1px solid var(--line);font-weight:400;overflow-wrap:break-word}
thead th{color:var(--muted);white-space:nowrap}
.scroll{overflow-x:auto}
.scroll table{min-width:640px}
.scroll+p{margin-top:6px}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12.5px}
figure{margin:0 0 12px}
.chart svg{display:block;width:100%;min-width:680px;height:auto;margin-top:8px}
.defs{position:absolute}
.legend{margin-top:6px;font-size:13px;display:flex;flex-wrap:wrap;gap:4px 16px}
.legend svg{display:inline;width:14px;min-width:0;margin:0;vertical-align:-2px}
.statement{margin-top:6px}
.axis,.node{font-size:11.5px;fill:var(--muted);text-anchor:middle}
.node{fill:var(--text);paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.end{text-anchor:end}
.start{text-anchor:start}
.strong{font-weight:650}
.grid{stroke:var(--line);stroke-width:1}
.solid{fill:var(--accent)}
.hatched{fill:url(#hatch);stroke:var(--bad);stroke-width:1}
.dotted{fill:url(#dots);stroke:var(--muted);stroke-width:.6}
.hatch-back,.dots-back{fill:var(--card)}
.hatch-line{fill:var(--bad)}
.dots-dot{fill:var(--muted)}
.dot{fill:var(--accent);fill-opacity:.75;stroke:var(--card)}
.link{fill:none;stroke:var(--accent);stroke-opacity:.3}
.silent{fill:url(#dots);stroke:var(--muted);stroke-width:.8}
.level1{fill:var(--accent);fill-opacity:.25}.level2{fill:var(--accent);fill-opacity:.45}
.level3{fill:var(--accent);fill-opacity:.7}.level4{fill:var(--accent)}
.filters{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:8px 10px;align-items:end;margin-top:8px}
label{display:grid;gap:2px;font-size:12.5px;color:var(--muted)}
input,select,button{font:inherit;font-size:13px;color:var(--text);background:var(--card);border:1px solid var(--edge);border-radius:6px;padding:5px 8px;min-width:0;width:100%;min-height:32px}
button{width:auto;cursor:pointer}
button:hover{border-color:var(--accent)}
#events-status{margin-top:8px}
#events-more{margin-top:8px}
.tall{max-height:70vh;overflow:auto;border:1px solid var(--line);border-radius:6px;margin-top:6px}
.events-table{margin:0;font-size:12.5px}
.scroll .events-table{width:max-content;min-width:100%}
.events-table td{max-width:300px}
.events-table th,.events-table td{padding:4px 8px;border-top:0;border-bottom:1px solid var(--line)}
.events-table thead th{position:sticky;top:0;background:var(--card);padding:2px 4px;z-index:1}
.events-table thead button{border:0;padding:2px 4px;min-height:26px;color:var(--muted);background:none;font-weight:600;white-space:nowrap}
[aria-sort=ascending] button::after{content:' ▲'}
[aria-sort=descending] button::after{content:' ▼'}
.name{border:0;background:none;padding:0;margin:-2px 0;min-height:24px;color:var(--accent);text-align:left;text-decoration:underline;text-underline-offset:2px}
.nowrap{white-space:nowrap}
.wide{min-width:220px}
.principal{border:1px solid var(--accent);border-radius:6px;padding:12px;margin-top:10px}
.principal button{margin-top:8px}
[hidden]{display:none!important}
details{margin-top:8px}
summary{cursor:pointer;color:var(--accent);font-size:13px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:600px){header,main,footer{padding-left:12px;padding-right:12px}.facts div{grid-template-columns:1fr}.card{padding:12px}}
@media print{#events-tool,details{display:none!important}@page{size:A4;margin:12mm}:root{color-scheme:light;--page:#fff}body{font-size:10pt}table{font-size:8pt}.card,.counts li{break-inside:avoid}.scroll{overflow:visible}.scroll table,.chart svg{min-width:0}}
`;
