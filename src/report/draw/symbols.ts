/** Shapes of dots, in order of use: with them groups are told apart where colours are not seen, or printed in grey. */
const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star'] as const

export type Shape = (typeof SHAPES)[number]

export const seriesShape = (index: number): Shape => SHAPES[index % SHAPES.length]

/**
 * Corners of a shape about a place, as `points` of a polygon, of about the size of a circle of that radius; none for a
 * circle. For legends: in the picture itself Observable Plot draws them.
 */
export function cornersOf(shape: Shape, x: number, y: number, radius: number): string | undefined {
  const spin = (n: number, reach: (i: number) => number) =>
    Array.from({ length: n }, (_, i) => {
      const angle = (2 * Math.PI * i) / n - Math.PI / 2
      return [reach(i) * Math.cos(angle), reach(i) * Math.sin(angle)]
    })
  const arm = radius * 0.4
  const far = radius * 1.19
  const corners: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly number[])[]>> = {
    square: [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ].map((one) => one.map((side) => side * radius * 0.89)),
    triangle: spin(3, () => radius * 1.55),
    diamond: [
      [0, -1.65],
      [0.95, 0],
      [0, 1.65],
      [-0.95, 0],
    ].map((one) => one.map((reach) => reach * radius)),
    cross: [
      [-arm, -far],
      [arm, -far],
      [arm, -arm],
      [far, -arm],
      [far, arm],
      [arm, arm],
      [arm, far],
      [-arm, far],
      [-arm, arm],
      [-far, arm],
      [-far, -arm],
      [-arm, -arm],
    ],
    star: spin(10, (i) => radius * (i % 2 === 0 ? 1.67 : 0.64)),
  }
  if (shape === 'circle') return undefined
  return corners[shape].map(([dx, dy]) => `${round(x + dx)},${round(y + dy)}`).join(' ')
}

const round = (x: number) => Math.round(x * 100) / 100
