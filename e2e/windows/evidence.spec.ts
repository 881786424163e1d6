// The evidence file on Windows: what its own programs really print goes in as it is, and the file opens there.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rawParts } from '../../electron/contract/evidence/evidence-limits';
import { known, readingOf } from '../../electron/diagnosis/readings';
import { fileOf, composed, gathered } from '../../electron/evidence/gathered.fixture';
import { openEvidenceFile } from '../../electron/evidence/opened';
import { partsOf } from '../../electron/evidence/zip';
import { windowsRawAnswers } from '../../electron/machine/windows/raw-answers/raw-answers';
import { readRegFile } from '../../electron/reg-file/reg-file';
import { inFolder, isWine, pathOf, regExe, registryOn, withThrowAwayKey } from './fixtures/throw-away-key';

/** What netsh and wevtutil print here, and what reg.exe exports of `location`. */
async function gatheredFrom(registry: ReturnType<typeof registryOn>) {
  const raw = await windowsRawAnswers().read();
  const exported = await registry.exportFile();
  assert.ok(exported.ok && exported.value, JSON.stringify(exported));
  return gathered(undefined, {
    raw: known(raw.map(({ name, answer }) => ({ name, answer: readingOf(answer) }))),
    registry: known(exported.value),
  });
}

describe('an evidence file', () => {
  it('has what the programs of Windows print, byte for byte, or why there is nothing', async () => {
    await withThrowAwayKey(async (location) => {
      await regExe('add', pathOf(location), '/v', 'MaxUserPort', '/t', 'REG_DWORD', '/d', '65534', '/f', '/reg:64');
      const of = await gatheredFrom(registryOn(location));
      const { manifest } = await composed(of);
      const unpacked = await partsOf(await fileOf(of));
      assert.ok(unpacked.ok, JSON.stringify(unpacked));
      assert.ok(of.raw.known);
      assert.deepEqual(
        of.raw.value.map(({ name }) => name),
        rawParts,
      );
      for (const { name, answer } of of.raw.value) {
        if (answer.known)
          assert.ok(Buffer.from(answer.value).equals(Buffer.from(unpacked.value.get(name) ?? [])), name);
        else
          assert.equal(
            manifest.missing.find((part) => part.name === name)?.reason,
            answer.reason,
            JSON.stringify(answer),
          );
      }
      // Wine's netsh prints nothing, and it has no wevtutil that answers.
      if (!(await isWine())) assert.ok(of.raw.value.every(({ answer }) => answer.known && answer.value.length > 0));
      const registry = readRegFile(unpacked.value.get('raw/parameters.reg') ?? new Uint8Array());
      assert.ok(registry.ok, JSON.stringify(registry));
      assert.match(JSON.stringify(registry.keys), /MaxUserPort/);
    });
  });

  it('opens from a path of Windows, and is refused where it is none', async () => {
    await withThrowAwayKey(async (location) => {
      const bytes = await fileOf(await gatheredFrom(registryOn(location)));
      await inFolder(async (parent) => {
        const folder = join(parent, 'Größe 端口');
        await mkdir(folder);
        const file = join(folder, 'evidence.zip');
        await writeFile(file, bytes);
        const opened = await openEvidenceFile(file);
        assert.ok(opened.ok, JSON.stringify(opened));
        assert.equal(opened.value.manifest.computer.name, 'FRONTDESK-07');
        assert.equal(opened.value.diagnosis.evidence.usage.known, true);
        for (const wrong of [folder, join(folder, 'missing.zip'), join(folder, 'NUL')]) {
          const refused = await openEvidenceFile(wrong);
          assert.ok(!refused.ok && refused.error.code === 'EVIDENCE_REFUSED', JSON.stringify(refused));
        }
      });
    });
  });
});
