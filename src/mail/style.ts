/**
 * The light scheme, inline for clients that drop <style>; `sheet` has each colour again for the dark scheme. Text keeps
 * a contrast of at least 4.5 to 1 in both.
 */
export const style = {
  page: 'background:#f2f4f6;color:#1c2530',
  font: "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Hiragino Sans','Yu Gothic UI',Meiryo,'Noto Sans JP','Noto Sans CJK JP',sans-serif;font-size:15px;line-height:1.45",
  width: 'max-width:720px;text-align:left',
  wrap: 'overflow-wrap:anywhere;word-break:break-word',
  card: 'background:#ffffff;border:1px solid #dfe4e9;border-radius:8px;overflow-wrap:anywhere;word-break:break-word',
  failure: 'background:#fdf0ef;border-left:4px solid #c4342a;border-radius:4px',
  warning: 'background:#fdf6e7;border-left:4px solid #b87503;border-radius:4px',
  notice: 'background:#eef3f9;border-left:4px solid #3a78c3;border-radius:4px',
  muted: 'color:#596572',
  bad: 'color:#b3261e',
  notable: 'color:#8f5a00',
  h1: 'margin:2px 0 6px;font-size:24px;line-height:1.25;font-weight:600',
  h2: 'margin:0;font-size:18px;line-height:1.3;font-weight:600',
  h3: 'margin:18px 0 4px;font-size:14px;line-height:1.4;font-weight:600',
  verdict: 'margin:0;font-size:20px;line-height:1.3;font-weight:600',
  event: 'margin-top:6px;padding-left:10px;border-left:2px solid #a9b4bf',
  headline: 'font-size:30px;line-height:36px;font-weight:600',
  headlineWord: 'font-size:22px;line-height:36px;font-weight:600',
  caption: 'padding:16px 0 4px;text-align:left;font-size:14px;font-weight:600',
  small: 'font-size:13px',
  top: 'vertical-align:top',
  full: 'width:100%;border-collapse:collapse',
  half: 'display:inline-block;vertical-align:top;width:48%;min-width:270px;margin-right:2%',
  columnName: 'color:#596572;font-weight:normal',
  bars: 'vertical-align:bottom;font-size:1px;line-height:1px',
  bar: 'margin:0 1px;background:#3a78c3',
  axis: 'border-top:1px solid #a9b4bf;color:#596572;font-size:12px',
  tint: 'rgba(72,136,214,.2)',
};

/** The rules that cannot be inline. A quote, an ampersand or a less-than sign in here would come out escaped. */
export const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{-webkit-text-size-adjust:100%;text-size-adjust:100%}
.num{font-variant-numeric:tabular-nums}
.short{white-space:nowrap}
.bar{mso-line-height-rule:exactly}
.list td,.list th{border-top:1px solid #e6eaee;font-weight:normal}
.list thead th,.plain tr:first-child td,.plain tr:first-child th{border-top:0}
.label{color:#596572;mso-hide:all}
.rank{background-size:100% calc(100% - 2px)!important;background-repeat:no-repeat!important}
@media (max-width:720px){
.outer{padding:12px 8px!important}
.inner{padding-left:14px!important;padding-right:14px!important}
.tile{width:50%!important}
.half{width:100%!important;margin-right:0!important}
.stack thead{display:none!important}
.stack,.stack tbody,.stack tr{display:block!important}
.stack tr{padding:7px 0;border-top:1px solid #e6eaee}
.stack td,.stack th{display:inline-block!important;border:0!important;padding:0 14px 0 0!important;white-space:normal!important}
.stack th{font-weight:600!important}
.stack .none{display:none!important}
.stack .label{display:inline!important}
}
@media (prefers-color-scheme:dark){
.page{background:#12171c!important;color:#e4e9ee!important}
.card{background:#1b2229!important;border-color:#313b45!important}
.muted,.label{color:#a4afba!important}
.bad{color:#ff8f86!important}
.notable{color:#f0b95a!important}
.failure{background:#3a1e1d!important;border-color:#f0675d!important}
.warning{background:#35290f!important;border-color:#dba033!important}
.notice{background:#182838!important;border-color:#6aa5e8!important}
.list td,.list th,.stack tr{border-color:#313b45!important}
.axis,.event{border-color:#54616e!important}
.bar{background:#6aa5e8!important}
}
`;
