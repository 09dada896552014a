import { randomBytes } from 'node:crypto';
import type { Mailer, OutgoingMessage } from '../../src/ports.ts';

/** A mailer, and the place that it delivers to. */
export interface MailPlace {
  mailer: Mailer;
  /** every message that lies there, as it lies there, in the order of its arrival */
  arrived(): Promise<Uint8Array[]>;
}

/** What every mailer does with a message whose lines end as those of mails do. `makePlace` gives an empty place, `makeBroken` a mailer whose place cannot be reached. */
export function mailerContract(
  name: string,
  makePlace: () => Promise<MailPlace>,
  makeBroken: () => Promise<Mailer>,
): void {
  describe(`${name} is a mailer:`, () => {
    test('delivers a message byte for byte', async () => {
      const { mailer, arrived } = await makePlace();
      const message = messageWith(Buffer.from('Bericht für Zoë – 監査\r\n.\r\n..\r\n the end\r\n'));

      await mailer.send(message);

      expect(await arrived()).toEqual([Buffer.from(message.raw)]);
    });

    test('delivers a large message byte for byte', async () => {
      const { mailer, arrived } = await makePlace();
      const message = messageWith(Buffer.from(`${randomBytes(2_000_000).toString('base64')}\r\n`));

      await mailer.send(message);

      const [raw = Buffer.of()] = await arrived();
      expect(Buffer.compare(raw, message.raw)).toBe(0);
    });

    test('delivers one message to all its recipients', async () => {
      const { mailer, arrived } = await makePlace();

      await mailer.send({
        ...messageWith(Buffer.from('text\r\n')),
        to: ['one@example.com', 'two@example.com'],
      });

      expect(await arrived()).toHaveLength(1);
    });

    test('rejects where it did not deliver', async () => {
      const mailer = await makeBroken();

      await expect(mailer.send(messageWith(Buffer.from('text\r\n')))).rejects.toThrow();
    });
  });
}

function messageWith(body: Uint8Array): OutgoingMessage {
  const head = 'From: audit@example.com\r\nTo: team@example.com\r\nSubject: Audit\r\n\r\n';
  return {
    from: 'audit@example.com',
    to: ['team@example.com'],
    raw: Buffer.concat([Buffer.from(head), body]),
  };
}
