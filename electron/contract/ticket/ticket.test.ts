import { describe, expect, it } from 'vitest';
import { ticketFieldProblem } from './ticket-fields';
import { ticketOptionsSchema } from './ticket.schema';

describe('what a person types for a ticket', () => {
  it.each(['', 'INC0012345', 'Zoë O’Brien-Müller (2nd line)', '山田 太郎', 'آمنة', '👩‍💻'])('accepts %j', (text) => {
    expect(ticketFieldProblem('requester', text)).toBeNull();
  });

  it.each([
    'a\nb',
    'a\rb',
    'a\tb',
    'a\u0000',
    'a\u0085b',
    'a\u2028b',
    'a\u2029b',
    '\u202egnp.exe',
    '\u2066a',
    '\ud83d',
    '\u007f',
  ])('refuses %j', (text) => {
    expect(ticketFieldProblem('requester', text)).toBe('control-character');
    expect(
      ticketOptionsSchema.safeParse({ requester: text, ticketNumber: '', leavesOutUserNames: false }).success,
    ).toBe(false);
  });

  it('refuses what is too long, and more than the three fields', () => {
    expect(ticketFieldProblem('ticketNumber', 'x'.repeat(50))).toBeNull();
    expect(ticketFieldProblem('ticketNumber', 'x'.repeat(51))).toBe('too-long');
    expect(
      ticketOptionsSchema.safeParse({ requester: '', ticketNumber: '', leavesOutUserNames: false, operator: 'x' })
        .success,
    ).toBe(false);
  });
});
