// The UDP range as a lever of its own, from its side effects to its undo.
import { playWindows } from '../fixtures/program';
import { expect, test } from './test';

test.beforeEach(({ dialogs }) => dialogs.accept());

test('changes the UDP range of Windows 11 alone: side effects, proof, ticket and undo are those of UDP', async ({
  program,
  wizard,
  practice,
  dialogs,
}) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/, 'udp');
  await expect(wizard.notice('1 warning').getByRole('listitem')).toHaveText([
    /^UDP: These services listen on ports in the new range: VoiceGateway\.exe \(PID 7716\) on port 16384\./,
  ]);
  await expect(wizard.main.getByText(/^UDP: 55,?475 usable ports\.$/)).toBeVisible();
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect((await dialogs.asked()).at(-1)?.detail).toContain('Dynamic ports IPv6 UDP: 49152–65535');
  await expect(wizard.notice('The change is active.')).toContainText('No restart is needed.');
  await wizard.openDetails();
  await expect(wizard.proof).toContainText(/IPv4 UDP: Windows assigned port \d+, outside the old range \(49152/);
  await expect(wizard.proof).toContainText(/IPv6 UDP: Windows assigned port \d+/);
  const [untouched, wide] = [
    { start: 49152, number: 16384 },
    { start: 10000, number: 55535 },
  ];
  expect(await practice.ranges()).toEqual({ ipv4Tcp: untouched, ipv4Udp: wide, ipv6Tcp: untouched, ipv6Udp: wide });
  const ticket = await wizard.ticketText();
  expect(ticket).toContain(
    'Dynamic ports IPv4 UDP: before 49152–65535 (16,384 ports), after 10000–65534 (55,535 ports)',
  );
  expect(ticket).toContain('netsh.exe int ipv6 set dynamicport udp start=49152 num=16384');
  expect(ticket).toContain(
    'Found on the computer: UDP: Services that listen on ports in the new range: VoiceGateway.exe (PID 7716) 16384.',
  );
  expect(ticket).not.toContain('dynamicport tcp');
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  await expect(wizard.notice('The previous values are active.')).toContainText('No restart is needed.');
  expect(await practice.ranges()).toEqual({
    ipv4Tcp: untouched,
    ipv4Udp: untouched,
    ipv6Tcp: untouched,
    ipv6Udp: untouched,
  });
});
