import { describe, expect, it } from 'vitest';
import { readWindowsVersion } from './windows-version';

describe('readWindowsVersion', () => {
  it.each([
    [
      'Windows 10',
      {
        productName: 'Windows 10 Pro',
        displayVersion: '22H2',
        majorNumber: 10,
        minorNumber: 0,
        currentVersion: '6.3',
        currentBuild: '19045',
      },
      'Windows 10 Pro 22H2',
      [10, 0, 19045],
    ],
    [
      'Windows 11, whose ProductName says 10',
      {
        productName: 'Windows 10 Enterprise',
        displayVersion: '24H2',
        majorNumber: 10,
        minorNumber: 0,
        currentVersion: '6.3',
        currentBuild: '26100',
      },
      'Windows 11 Enterprise 24H2',
      [10, 0, 26100],
    ],
    [
      'Server 2022',
      {
        productName: 'Windows Server 2022 Standard',
        displayVersion: '21H2',
        majorNumber: 10,
        minorNumber: 0,
        currentVersion: '6.3',
        currentBuild: '20348',
      },
      'Windows Server 2022 Standard 21H2',
      [10, 0, 20348],
    ],
    [
      'Server 2025, beyond the first build of Windows 11',
      { productName: 'Windows Server 2025 Datacenter', majorNumber: 10, minorNumber: 0, currentBuild: '26100' },
      'Windows Server 2025 Datacenter',
      [10, 0, 26100],
    ],
    [
      'Windows 7',
      { productName: 'Windows 7 Professional', currentVersion: '6.1', currentBuild: '7601' },
      'Windows 7 Professional',
      [6, 1, 7601],
    ],
    [
      'XP',
      { productName: 'Microsoft Windows XP', currentVersion: '5.1', currentBuild: '2600' },
      'Microsoft Windows XP',
      [5, 1, 2600],
    ],
  ])('recognizes %s', (_name, values, product, [major, minor, build]) => {
    expect(readWindowsVersion(values)).toEqual({ product, version: { major, minor, build } });
  });

  it.each([
    ['no values', {}],
    ['no build', { currentVersion: '6.1' }],
    ['a build that is no number', { currentVersion: '6.1', currentBuild: 'lab' }],
    ['a version without its second part', { currentVersion: '6', currentBuild: '7601' }],
  ])('does not guess from %s', (_name, values) => {
    expect(readWindowsVersion(values)).toBeNull();
  });
});
