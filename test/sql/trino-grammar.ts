import { grammarFaults } from './grammar.ts';

/** @returns what the Trino grammar, which is Athena's, finds wrong with the statement */
export function trinoFaults(sql: string): string[] {
  return grammarFaults('trino', sql);
}
