import { shown } from '../errors.ts';
import { MANIFEST_VERSION, type Manifest } from '../run/manifest.ts';
import { type ManifestV1, upgradedManifest } from './version-1.ts';

/**
 * Reads the JSON of a manifest of this version or an older one, in the present shape.
 *
 * @throws Error where it is none, or of a newer version
 */
export function readManifest(json: string): Manifest {
  return presentManifest(JSON.parse(json));
}

export function presentManifest(written: unknown): Manifest {
  return versionOf(written) === 1 ? upgradedManifest(written as ManifestV1) : (written as Manifest);
}

/** @throws Error where it is none that this release knows */
export function versionOf(written: unknown): 1 | typeof MANIFEST_VERSION {
  const { version = 1 } = Object(written) as { version?: unknown };
  if (version === 1 || version === MANIFEST_VERSION) return version;
  throw new Error(`it was written by a newer version (${shown(version)}); update to read it`);
}
