// The verdict in words, the same for window, command line and ticket. Pure.
import { endpointText, type DiagnosisFormats, type DiagnosisWords } from './diagnosis-words';
import { ownerText, servicesText } from './owner-text';
import { reasonText } from './reason-text';
import type { NextStep, Verdict } from './verdict';

export interface VerdictText {
  readonly title: string;
  readonly text: string;
  readonly reasons: readonly string[];
  readonly nextStep: string;
}

export function verdictText(verdict: Verdict, words: DiagnosisWords, formats: DiagnosisFormats): VerdictText {
  const { culprit, reasons, nextStep } = verdict;
  const server = reasons.find((reason) => reason.code === 'server');
  const key = conclusionKey(verdict);
  const values = {
    owner: culprit ? ownerText(culprit, words) : '',
    server: server ? endpointText(server) : '',
    address: verdict.scope.address ?? '',
  };
  return {
    title: words(`conclusions.${key}.title`, values),
    text: words(`conclusions.${key}.text`, values),
    reasons: reasons.map((reason) => reasonText(reason, words, formats)),
    nextStep: nextStepText(nextStep, words),
  };
}

function conclusionKey(verdict: Verdict) {
  const {
    conclusion,
    culprit,
    scope: { transport },
    reasons,
    nextStep,
  } = verdict;
  switch (conclusion) {
    case 'exhausted-now':
      return `exhausted-now.${transport}.${placeKey(verdict)}` as const;
    case 'will-be-exhausted': {
      const isRising = reasons.some(({ code }) => code === 'forecast' || code === 'early-rise');
      return `will-be-exhausted.${transport}.${isRising ? 'rising' : 'many'}` as const;
    }
    case 'leak':
      return `leak.${culprit?.kind ?? 'unknown'}` as const;
    case 'churn':
      return reasons.some(({ code }) => code === 'server') ? 'churn.server' : 'churn.any';
    case 'enough-now':
      return nextStep.code === 'watch-trend' ? 'enough-now.trend' : 'enough-now.watch';
    case 'heavy-use':
      return reasons.some(({ code }) => code === 'trend-not-known') ? 'heavy-use.unknown' : 'heavy-use.steady';
    case 'excluded-ranges':
      return nextStep.code === 'check-excluded' ? 'excluded-ranges.possible' : 'excluded-ranges.certain';
    case 'exhausted-before':
      return culprit ? 'exhausted-before-owner' : conclusion;
    case 'small-range':
    case 'not-ports':
    case 'not-known':
      return conclusion;
  }
}

/** One address or version of IP is named where the others have ports. */
function placeKey({ scope: { ip, address } }: Verdict): 'address' | 'ipv6' | 'all' {
  if (address !== null) return 'address';
  return ip === 'ipv6' ? 'ipv6' : 'all';
}

function nextStepText(step: NextStep, words: DiagnosisWords): string {
  switch (step.code) {
    case 'copy-process-details':
      return words('next.copy-process-details', { owner: ownerText(step.owner, words) });
    case 'restart-service':
      return words('next.restart-service', { services: servicesText(step.owner) });
    case 'restart-computer':
      return words(`next.restart-computer.${step.why}`, {
        owner: step.owner ? ownerText(step.owner, words) : '',
        services: step.owner ? servicesText(step.owner) : '',
      });
    case 'reuse-connections':
      return words(`next.reuse-connections.${reuseKey(step)}`);
    case 'widen':
      return words(`next.widen.${step.lever ?? 'any'}`);
    case 'use-fewer-ports':
      return step.owner
        ? words('next.use-fewer-ports.owner', { owner: ownerText(step.owner, words) })
        : words('next.use-fewer-ports.many');
    case 'move-excluded':
      return words(`next.move-excluded.${step.lever ?? 'any'}`);
    case 'check-excluded':
      return step.command === null
        ? words('next.check-excluded.any')
        : words('next.check-excluded.command', { command: step.command });
    case 'see-bound':
      if (step.command === null) return words('next.see-bound.any');
      return words(`next.see-bound.${step.command.listsBound ? 'bound' : 'ports'}`, { command: step.command.command });
    case 'watch':
    case 'watch-trend':
    case 'measure-as-administrator':
    case 'look-elsewhere':
    case 'measure':
      return words(`next.${step.code}`);
  }
}

function reuseKey({ lever, addsPorts }: Extract<NextStep, { code: 'reuse-connections' }>) {
  const known = lever === 'udp-range' ? null : lever;
  if (addsPorts) return known ?? 'any';
  return known === null ? 'any-delay' : 'delay';
}
