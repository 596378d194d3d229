/** What the pages of requests add to the house's style (`respond/page-style.ts`), in the same variables. */
export const APPLY_STYLE = `<style>h2{font-size:1.25rem;line-height:1.5;margin:40px 0 8px}
h3{font-size:1.0625rem;margin:0 0 4px}
.crumb{margin:0;display:flex}
.crumb a{min-height:48px;display:flex;align-items:center}
a{color:var(--brand)}
.step{color:var(--soft);margin:8px 0 0;font-size:1rem}
.tiles{list-style:none;margin:24px 0 0;padding:0}
.tile{display:flex;align-items:center;justify-content:space-between;gap:16px;min-height:64px;padding:12px 16px;margin:0 0 8px;background:var(--sheet);border:1px solid var(--faint);border-radius:12px;color:inherit;text-decoration:none;font-weight:600}
.tile:hover{border-color:var(--brand)}
.tile::after{content:"";flex:none;width:9px;height:9px;border:solid var(--brand);border-width:2px 0 0 2px;transform:rotate(-45deg)}
:root[dir=ltr] .tile::after{transform:rotate(135deg)}
.facts{margin:8px 0 0;padding:0;list-style:none}
.facts li{position:relative;padding:6px 0;padding-inline-start:24px}
.facts li::before{content:"";position:absolute;inset-inline-start:4px;top:1.1em;width:8px;height:8px;border-radius:50%;background:var(--brand)}
ol.facts{counter-reset:n}
ol.facts li{padding-inline-start:40px;margin:4px 0}
ol.facts li::before{counter-increment:n;content:counter(n,var(--digits,decimal));top:6px;inset-inline-start:0;width:28px;height:28px;line-height:28px;text-align:center;font-size:.875rem;font-weight:600;color:var(--on-brand)}
:root[lang=ar]{--digits:arabic-indic}
.facts .soft{display:block;font-size:.9375rem}
.send,.plain{text-align:center;text-decoration:none}
a.send{display:block;color:var(--on-brand);line-height:32px}
.plain{display:flex;align-items:center;justify-content:center;width:100%;min-height:52px;margin:12px 0 0;padding:8px 24px;font:inherit;font-weight:600;color:var(--ink);background:none;border:1px solid var(--line);border-radius:10px;cursor:pointer}
.plain.risk{color:var(--wrong);border-color:var(--wrong)}
.hint{color:var(--soft);font-size:.9375rem;font-weight:400;margin:-4px 0 8px}
.section{margin:48px 0 0;padding:16px 0 0;border-block-start:1px solid var(--faint)}
.section>h2{margin:0 0 8px}
.section .question{margin-top:24px}
.said{white-space:pre-line;background:var(--sheet);border:1px solid var(--faint);border-radius:10px;padding:12px 16px;margin:12px 0 8px}
.lone.choice{border-radius:12px}
.code{display:block;margin:16px 0;padding:24px 8px;text-align:center;font:700 1.625rem/1.4 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;letter-spacing:.02em;background:var(--sheet);border:2px solid var(--brand);border-radius:12px;user-select:all;-webkit-user-select:all;unicode-bidi:isolate}
@media(max-width:22rem){.code{font-size:1.375rem}}
.code-field{font:600 1.25rem/1.4 ui-monospace,Consolas,"DejaVu Sans Mono",monospace!important;letter-spacing:.05em;text-align:center;text-transform:uppercase}
.stand{background:var(--sheet);border:1px solid var(--faint);border-inline-start:6px solid var(--brand);border-radius:12px;padding:16px;margin:16px 0 0}
.stand p:last-child{margin:0}
.stand strong{display:block;font-size:1.25rem;line-height:1.5}
.path{list-style:none;margin:16px 0 0;padding:0}
.path li{position:relative;padding:0 0 24px;padding-inline-start:36px;color:var(--soft)}
.path li::before{content:"";position:absolute;inset-inline-start:0;top:.3em;box-sizing:border-box;width:20px;height:20px;border-radius:50%;border:2px solid var(--line);background:var(--page);z-index:1}
.path li::after{content:"";position:absolute;inset-inline-start:9px;top:.6em;bottom:-.6em;width:2px;background:var(--faint)}
.path li:last-child{padding-bottom:0}
.path li:last-child::after{display:none}
.path .done::before{background:var(--brand);border-color:var(--brand)}
.path .done::after{background:var(--brand)}
.path .now{color:var(--ink)}
.path .now::before{border:6px solid var(--brand)}
.path .now b{font-weight:600;font-size:1.125rem}
.path b{font-weight:400}
.path .done b{color:var(--ink)}
.path span{display:block;font-size:.9375rem}
.doc{background:var(--sheet);border:1px solid var(--faint);border-radius:12px;padding:16px;margin:16px 0 0}
.doc p{margin:0 0 8px}
.doc .question{margin-top:16px}
.doc .question>label{font-size:1rem}
.doc .question>input{background:var(--page)}
.badge{display:inline-block;font-size:.9375rem;font-weight:600;padding:2px 12px;border-radius:999px;background:var(--page);color:var(--soft);border:1px solid var(--line)}
.badge.good{color:var(--brand);border-color:var(--brand)}
.badge.act{color:var(--wait);background:var(--wait-page);border-color:var(--wait)}
input[type=file]{padding:11px;font-size:1rem}
input[type=file]::file-selector-button{min-height:36px;margin-inline-end:12px;padding:4px 14px;font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:8px}
.notice>ul{list-style:none;padding:0}
.notice>ul a{display:flex;align-items:center;min-height:48px}
@supports selector(:has(*)){form:not(:has(#behalf-2:checked)) .for-guardian{display:none}}
.notes{list-style:none;margin:8px 0 0;padding:0}
.notes li{padding:12px 0;border-block-end:1px solid var(--faint)}
.notes time,.when{display:block;color:var(--soft);font-size:.9375rem}
.offer{display:flex;align-items:center;min-height:48px}
details{margin:8px 0 0}
.tick{margin:24px 0 0}
summary{min-height:48px;display:flex;align-items:center;font-weight:600;cursor:pointer;color:var(--brand)}
.only-print{display:none}
@media print{.languages,.send,.plain,.offer,.crumb,form,.no-print{display:none!important}.only-print{display:block}body{background:#fff;color:#000;font-size:11pt}.code,.doc,.stand{break-inside:avoid;border-color:#000}h2{break-after:avoid}}</style>
`;
