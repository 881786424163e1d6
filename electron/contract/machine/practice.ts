// What a trainer plays on the practice machine, and by which rules.

export const practiceWindows = ['nt4', 'windows2000', 'server2003', 'windows11'] as const;
export type PracticeWindows = (typeof practiceWindows)[number];

export interface PracticeRules {
  readonly which: PracticeWindows;
  /** Sources conflict on what MaxUserPort does on Windows 11; the trainer chooses. No matter on the others. */
  readonly isMaxUserPortHonoured: boolean;
  /** Plays a program that runs without administrator rights. */
  readonly isWithoutRights: boolean;
}
