import type { ComponentChildren } from 'preact';
import { style } from './style.ts';

interface TableProps {
  class?: string;
  style?: string;
  children: ComponentChildren;
}

/** A table that only places things: the layout that every mail client knows. */
export function LayoutTable({ class: className = '', style: css = '', children }: TableProps) {
  return (
    <table role="presentation" class={className} width="100%" cellPadding="0" cellSpacing="0" style={css}>
      <tbody style={style.top}>{children}</tbody>
    </table>
  );
}

/** A row of the page in a box of its own. */
export function Card({ children }: { children: ComponentChildren }) {
  return (
    <tr>
      <td style="padding-bottom:16px">
        <div class="card inner" style={`padding:18px 20px;${style.card}`}>
          {children}
        </div>
      </td>
    </tr>
  );
}

/** A row of the page without a box. */
export function Block({ children }: { children: ComponentChildren }) {
  return (
    <tr>
      <td class="inner" style={`padding:0 20px 16px;${style.wrap}`}>
        {children}
      </td>
    </tr>
  );
}

/** Text of less importance. */
export function Muted({ children }: { children: ComponentChildren }) {
  return (
    <div class="muted" style={`${style.muted};${style.small}`}>
      {children}
    </div>
  );
}

/** A value of a log. A long one breaks between its parts where it can. */
export function Value({ text }: { text: string }) {
  if (text.length <= 16) {
    return <>{text}</>;
  }
  const parts = text.split(/(?<=[_/.:@])(?=[^_/.:@])|(?<=[a-z])(?=[A-Z])/);
  return (
    <>
      {parts.map((part, at) => (
        <>
          {at > 0 && <wbr />}
          {part}
        </>
      ))}
    </>
  );
}
