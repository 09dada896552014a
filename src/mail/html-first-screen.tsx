import { Box, brokenValue, Card, muted } from './html-parts.tsx';
import { style } from './style.ts';
import type { ControlCard, FirstScreen, VerdictBox } from './summary.ts';

/** The verdict's words and why, in a box. */
export function verdictBox({ words, severity, reasons }: VerdictBox) {
  return (
    <Box class={severity} style={`padding:12px 16px;${style[severity]};${style.wrap}`}>
      {words && <h2 style={style.verdict}>{words}</h2>}
      {reasons.map((reason) => (
        <div key={reason} style="margin-top:4px">
          {reason}
        </div>
      ))}
    </Box>
  );
}

/** Controls with people in them, then the lines on everything else. */
export function firstScreenCards({ controls, lines }: FirstScreen) {
  return (
    <>
      {controls && (
        <Card>
          <h2 style={style.h2}>{controls.title}</h2>
          {controls.cards.map(controlPart)}
          {controls.more && <div style={`margin-top:12px;${style.small}`}>{controls.more}</div>}
        </Card>
      )}
      {lines.length > 0 && <Card>{lineTable(lines)}</Card>}
    </>
  );
}

function controlPart({ title, severity, why, rows, more, notes }: ControlCard) {
  return (
    <div key={title} style="margin-top:14px">
      <div>
        <strong>{title}</strong>{' '}
        <span class="notable short" style={`${style.notable};${style.small}`}>
          {severity}
        </span>
      </div>
      {why && muted(why)}
      <div class="num" style={style.small}>
        {rows.map(eventLine)}
        {more && <div style="margin-top:4px">{muted(more)}</div>}
        {notes.map(({ label, text }) => (
          <div key={label} style="margin-top:4px">
            <strong>{label}:</strong> {text}
          </div>
        ))}
      </div>
    </div>
  );
}

function eventLine([who = '', ...parts]: readonly string[]) {
  return (
    <div class="event" style={style.event}>
      <strong>{brokenValue(who)}</strong>
      {parts.map((part) => ['\u00a0· ', brokenValue(part)])}
    </div>
  );
}

function lineTable(lines: FirstScreen['lines']) {
  return (
    <table class="list plain num" cellPadding="4" cellSpacing="0" style={`${style.full};${style.small}`}>
      <tbody style={style.top}>
        {lines.map(({ label, texts }) => (
          <tr key={label}>
            <th
              scope="row"
              class="muted short"
              align="left"
              style={`width:64px;padding-left:0;${style.muted}`}
            >
              {label}
            </th>
            <td>
              {texts.map((text, at) => (
                <div key={text} style={at > 0 ? 'margin-top:3px' : ''}>
                  {text}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
