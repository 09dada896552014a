/** EventBridge as far as the stack's rule needs it: patterns of exact values, input transformers of quoted lines. */

export interface Rule {
  EventPattern: Pattern;
  Targets: { Arn: string; InputTransformer: InputTransformer }[];
}

type Pattern = { [field: string]: Pattern | readonly unknown[] };

interface InputTransformer {
  InputPathsMap: Record<string, string>;
  InputTemplate: string;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    const value = (event as Record<string, unknown> | undefined)?.[field];
    return Array.isArray(expected) ? expected.includes(value) : matches(expected as Pattern, value);
  });
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
export function transformed({ InputPathsMap, InputTemplate }: InputTransformer, event: object): string {
  return InputTemplate.replace(/<([^<>]+)>/g, (variable, name: string) => {
    const path = InputPathsMap[name];
    if (!path) throw new Error(`${variable} stands for nothing`);
    const steps = path.replace(/^\$\./, '').split('.');
    return String(steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], event));
  });
}
