/** Version of the engine: part of what determines a run. Equal to the package's (a test holds them together). */
export const ENGINE_VERSION = '0.5.0'
