import { Muted } from './html-parts.tsx';
import type { Headline } from './model.ts';
import { style } from './style.ts';

const MOST_TILES = 8;

/** The count of each report, at a glance: tiles for a few reports, a list for many. */
export function Headlines({ headlines }: { headlines: readonly Headline[] }) {
  return headlines.length <= MOST_TILES ? <Tiles headlines={headlines} /> : <List headlines={headlines} />;
}

function Tiles({ headlines }: { headlines: readonly Headline[] }) {
  const width = Math.floor(100 / Math.min(Math.max(headlines.length, 1), 5));
  return (
    <div>
      {headlines.map(({ title, value, note, tone }) => (
        <div key={title} class="tile" style={`display:inline-block;vertical-align:top;width:${width}%`}>
          <div style="padding:4px 8px 4px 0">
            <div class={`num ${TONES[tone].class}`} style={`${TONES[tone].style};${headlineStyle(tone)}`}>
              {value}
            </div>
            <div style={style.small}>{title}</div>
            {note && <Muted>{note}</Muted>}
          </div>
        </div>
      ))}
    </div>
  );
}

function List({ headlines }: { headlines: readonly Headline[] }) {
  return (
    <table class="list plain" cellPadding="4" cellSpacing="0" style={`${style.full};${style.small}`}>
      <tbody style={style.top}>
        {headlines.map(({ title, value, note, tone }) => (
          <tr key={title}>
            <th scope="row" align="left" style="font-weight:normal">
              {title} {note && <span class="muted" style={style.muted}>{`(${note})`}</span>}
            </th>
            <td align="right" class={`num short ${TONES[tone].class}`} style={TONES[tone].style}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TONES = {
  plain: { class: '', style: '' },
  notable: { class: 'notable', style: style.notable },
  failed: { class: 'bad', style: style.bad },
  unknown: { class: 'bad', style: style.bad },
} satisfies Record<Headline['tone'], { class: string; style: string }>;

/** A word in place of a number is smaller, so that it fits into half a phone's width. */
function headlineStyle(tone: Headline['tone']): string {
  return tone === 'failed' || tone === 'unknown' ? style.headlineWord : style.headline;
}
