// How the report looks: quiet paper, one colour for each verdict, light and dark, from phone to desktop.

export const style = `
:root{--paper:#fbfaf7;--card:#fff;--ink:#1d1f24;--faint:#6b7079;--line:#e2dfd8;--shade:#f3f1ec;--good:#18794e;--bad:#c62a2f;--care:#ad5700;--odd:#6550b9;--calm:#2e5fa3;--goodbg:#e6f4ec;--badbg:#fdecec;--carebg:#fcf0df;--oddbg:#efebfb;--calmbg:#e8eff9}
@media (prefers-color-scheme:dark){:root{--paper:#141518;--card:#1c1e22;--ink:#e9e7e2;--faint:#9a9fa8;--line:#33363d;--shade:#23262b;--good:#5fd39a;--bad:#ff8f8f;--care:#f5b35c;--odd:#b9a8ff;--calm:#8db8f5;--goodbg:#15301f;--badbg:#3a1a1c;--carebg:#362710;--oddbg:#272040;--calmbg:#1a2740}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:12px}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
main{max-width:1080px;margin:0 auto;padding:20px 20px 60px;position:relative}
h1,h2,h5,h6,p,ul,dl,dd,figure{margin:0;padding:0}
ul{list-style:none}
code,pre,td.number,.code{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}
a{color:var(--calm)}
[lang=en]+[lang=zh-CN]{margin-left:.4em}
html[data-language=en] [lang=zh-CN],html[data-language=zh] [lang=en]{display:none}
html[data-language] [lang=en]+[lang=zh-CN]{margin-left:0}
.faint,.clauses{color:var(--faint);font-weight:400}
.languages{position:absolute;top:36px;right:36px;display:flex;border:1px solid var(--line);border-radius:8px;overflow:hidden;background:var(--card)}
.languages[hidden]{display:none}
.languages button{all:unset;cursor:pointer;padding:3px 12px;font-size:13px;color:var(--faint)}
.languages button[aria-pressed=true]{background:var(--ink);color:var(--paper)}
.languages button:focus-visible{outline:2px solid var(--calm);outline-offset:-2px}
header{background:var(--card);border:1px solid var(--line);border-left:8px solid var(--bad);border-radius:12px;padding:22px 26px}
header.conformant{border-left-color:var(--good)}
header h1{font-size:32px;line-height:1.2;color:var(--bad);padding-right:150px}
header.conformant h1{color:var(--good)}
header .client{font-size:18px;font-weight:600;margin:6px 0 2px}
.note{color:var(--care);margin-top:8px}
.counts{display:flex;flex-wrap:wrap;gap:10px;margin-top:16px}
.count{min-width:92px;padding:8px 14px;border-radius:10px;background:var(--shade);font-size:13px}
.count b{display:block;font-size:24px;line-height:1.2}
.count.pass{background:var(--goodbg);color:var(--good)}.count.fail,.count.untestable,.count.adapter-error,.count.harness-error{background:var(--badbg);color:var(--bad)}
.count.warn{background:var(--carebg);color:var(--care)}.count.void{background:var(--oddbg);color:var(--odd)}
.count.none{background:var(--shade);color:var(--faint)}
.facts-list{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:10px 24px;padding:18px 26px 0;font-size:13px}
.facts-list dt{color:var(--faint)}
h2{font-size:19px;margin:34px 0 12px}
h5{font-size:14px;margin:18px 0 8px}
h6{font-size:12px;font-weight:600;color:var(--faint)}
table{border-collapse:collapse;width:100%;font-size:13px}
td,th{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-top:1px solid var(--line)}
th{color:var(--faint);font-weight:500;border-top:0}
.scroll{overflow-x:auto}
.scroll td,.scroll th{white-space:nowrap;overflow-wrap:normal}
.scroll td:last-child{white-space:normal;min-width:200px;overflow-wrap:anywhere}
.complaints{background:var(--card);border:1px solid var(--line);border-radius:12px;border-collapse:separate;border-spacing:0;padding:4px 18px}
.complaints tr:first-child td{border-top:0}
.complaints td{padding:9px 14px 9px 0}
.complaints .number{white-space:nowrap;font-size:17px;font-weight:600;color:var(--bad);width:1%}
.complaints td:nth-child(2){width:56%}
.links a{display:inline-block;margin:0 10px 2px 0}.links details{font-size:13px}
.links a.fail{color:var(--bad)}.links a.warn{color:var(--care)}
details.scenario{background:var(--card);border:1px solid var(--line);border-radius:12px;margin:8px 0}
details.scenario>summary{padding:10px 18px;display:flex;flex-wrap:wrap;gap:4px 10px;align-items:baseline}
.scenario .title{font-weight:600}
.scenario>summary code{color:var(--faint)}
.body{padding:2px 18px 18px}
.purpose{margin:2px 0}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"▸";color:var(--faint);margin-right:6px}
details[open]>summary::before{content:"▾"}
summary:focus-visible{outline:2px solid var(--calm);border-radius:6px}
.badge{display:inline-block;padding:0 9px;border-radius:20px;font-size:12px;line-height:20px;font-weight:600;background:var(--shade);color:var(--faint);white-space:nowrap}
.badge.pass{background:var(--goodbg);color:var(--good)}.badge.fail,.badge.untestable,.badge.adapter-error,.badge.harness-error{background:var(--badbg);color:var(--bad)}
.badge.warn{background:var(--carebg);color:var(--care)}.badge.void{background:var(--oddbg);color:var(--odd)}
.reason{background:var(--shade);border-radius:8px;padding:8px 12px;margin:10px 0}
.finding{border-left:4px solid var(--bad);background:var(--shade);border-radius:0 10px 10px 0;padding:10px 16px 12px;margin:12px 0}
.finding.warn{border-color:var(--care)}.finding.void{border-color:var(--odd)}
.finding h5{margin:0}
.finding .message{font-weight:600;margin:4px 0 6px}
.finding dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 14px;font-size:13.5px}
.finding dt{color:var(--faint)}
.timeline{margin:4px 0 8px}
.timeline svg{display:block;overflow:visible}
.timeline text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--ink)}
.timeline .faint{fill:var(--faint)}
.timeline .wait-text{font-size:10.5px;fill:var(--faint)}
.timeline .wait-text.short{fill:var(--bad);font-weight:700}
.rail{stroke:var(--line)}
.bar.done{fill:var(--good)}.bar.heard{fill:var(--calm)}.bar.lost{fill:var(--bad)}.bar.refused{fill:var(--care)}
.timeline text.outcome.done{fill:var(--good)}.timeline text.outcome.heard{fill:var(--calm)}.timeline text.outcome.lost{fill:var(--bad)}.timeline text.outcome.refused{fill:var(--care)}
rect.wait{fill:var(--faint);opacity:.45}rect.wait.short{fill:var(--bad);opacity:.8}
line.least{stroke:var(--ink);stroke-width:2}line.least.short{stroke:var(--bad)}
.legend{font-size:12px;color:var(--faint);margin:0 0 10px}
.key{display:inline-block;width:14px;height:9px;border-radius:2px;margin:0 4px 0 0}.legend span+.key{margin-left:10px}
.key.done{background:var(--good)}.key.heard{background:var(--calm)}.key.lost{background:var(--bad)}.key.refused{background:var(--care)}.key.wait{background:var(--faint);opacity:.45;height:4px;vertical-align:middle}.key.least{background:var(--ink);width:2px;height:13px;vertical-align:middle}
.exchange,.dialogue,.quiet{border:1px solid var(--line);border-radius:8px;margin:6px 0;padding:4px 12px;font-size:13px}
.dialogue,.quiet{margin-top:12px}
.quiet li{margin:3px 0}
.exchange:target{border-color:var(--calm);box-shadow:0 0 0 1px var(--calm)}
.exchange .code{color:var(--faint)}
.facts{color:var(--faint);font-size:12px;margin:4px 0}
.panes{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:10px;padding-bottom:8px}
.pane{min-width:0}
pre{margin:2px 0 0;padding:8px 10px;background:var(--shade);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere;max-height:420px;overflow-y:auto}
footer{margin-top:36px;color:var(--faint);font-size:12.5px;border-top:1px solid var(--line);padding-top:12px}
@media (max-width:640px){main{padding:10px 10px 40px}header{padding:52px 16px 16px;border-radius:10px}header h1{padding-right:0;font-size:27px}.languages{top:20px;right:20px}.facts-list{padding:14px 8px 0;grid-template-columns:repeat(2,minmax(0,1fr));gap:8px 14px}.body{padding:2px 12px 14px}details.scenario>summary{padding:10px 12px}.panes{grid-template-columns:minmax(0,1fr)}.finding dl{grid-template-columns:minmax(0,1fr);gap:0}.finding dt{margin-top:5px}.complaints td{display:block;border:0;padding:2px 0}.complaints td:nth-child(2){width:auto}.complaints td.number,.complaints .number{white-space:nowrap;width:auto;border-top:1px solid var(--line);padding-top:8px}.timeline text{font-size:11px}.timeline tspan.faint{display:none}.count{min-width:70px;padding:6px 10px}}
@media print{.languages{display:none}details.scenario{break-inside:avoid}}
`;
