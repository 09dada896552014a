import { muted } from './html-parts.tsx';
import { style } from './style.ts';
import type { ReviewsSummary } from './summary.ts';

/** Who reviewed the last runs, and the command with which to review this one. */
export function reviewsSection({ title, runs, command }: ReviewsSummary) {
  return (
    <>
      <h2 style={style.h2}>{title}</h2>
      <table class="list plain" cellPadding="4" cellSpacing="0" style={`${style.full};${style.small}`}>
        <tbody style={style.top}>
          {runs.map(({ date, isOpen, text, note }) => (
            <tr key={date}>
              <th scope="row" class="short num" align="left" style="padding-right:12px;font-weight:normal">
                {date}
              </th>
              <td width="100%" class={isOpen ? 'notable' : ''} style={isOpen ? style.notable : ''}>
                {text}
                {note && muted(note)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div style="margin-top:8px">{muted(command.label)}</div>
      <code style={style.small}>{command.text}</code>
    </>
  );
}
