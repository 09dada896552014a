import type { ComponentChildren } from 'preact';
import { style } from './style.ts';

interface Children {
  children: ComponentChildren;
}

/** A table that only places things: the layout that every mail client knows. */
export function LayoutTable(props: Children & { class?: string; style?: string }) {
  const { class: className = '', style: css = '', children } = props;
  return (
    <table role="presentation" class={className} width="100%" cellPadding="0" cellSpacing="0" style={css}>
      <tbody style={style.top}>{children}</tbody>
    </table>
  );
}

/** A row of the page with a box in it. */
export function Box({ class: className, style: css, children }: Children & { class: string; style: string }) {
  return (
    <tr>
      <td style="padding-bottom:16px">
        <div class={className} style={css}>
          {children}
        </div>
      </td>
    </tr>
  );
}

export function Card({ children }: Children) {
  return (
    <Box class="card inner" style={`padding:18px 20px;${style.card}`}>
      {children}
    </Box>
  );
}

/** A row of the page without a box. */
export function Block({ children }: Children) {
  return (
    <tr>
      <td class="inner" style={`padding:0 20px 16px;${style.wrap}`}>
        {children}
      </td>
    </tr>
  );
}

/** Text of less importance. */
export function muted(text: string) {
  return (
    <div class="muted" style={`${style.muted};${style.small}`}>
      {text}
    </div>
  );
}

/** A value of a log. A long one breaks between its parts where it can, but not in a time. */
export function brokenValue(text: string) {
  const parts =
    text.length > 16 ? text.split(/(?<=[_/.:@])(?<!\b\d\d:)(?=[^_/.:@])|(?<=[a-z])(?=[A-Z])/) : [text];
  return parts.map((part, at) => [at > 0 && <wbr />, part]);
}
