/**
 * Distribution function of the standard normal, to 1e-15; in the lower tail to 1e-10 of its value.
 *
 * Source: G. West, Better approximations to cumulative normal functions, Wilmott Magazine (May 2005) 70-76,
 * after J. F. Hart, Computer Approximations (1968), algorithm 5666.
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x)
  if (z > 37) return x > 0 ? 1 : 0
  const density = Math.exp((-z * z) / 2)
  const tail =
    z < 7.07106781186547 ? (density * above(z)) / below(z) : density / (far(z) * 2.5066282746310002)
  return x > 0 ? 1 - tail : tail
}

const above = (z: number) =>
  (((((3.52624965998911e-2 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z +
    112.079291497871) *
    z +
    221.213596169931) *
    z +
  220.206867912376
const below = (z: number) =>
  ((((((8.83883476483184e-2 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z +
    296.564248779674) *
    z +
    637.333633378831) *
    z +
    793.826512519948) *
    z +
  440.413735824752
const far = (z: number) => z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))
