import { mean, type Sample } from './mean.js'

/**
 * Long memory by the log-periodogram (Geweke and Porter-Hudak): the d of a spectrum that rises like f^(-2 d) at 0,
 *
 *   ln I(w_j) = c - d ln(4 sin^2(w_j / 2)) + e_j,   w_j = 2 pi j / n,   j = 1 .. m,   m = floor(sqrt n)
 *
 * I periodogram. 0 none, 0 .. 0.5 stationary long memory. Standard error pi / sqrt(24 m). NaN for m < 4 or a constant series.
 *
 * Source: J. Geweke and S. Porter-Hudak, The estimation and application of long memory time series models, Journal of Time
 * Series Analysis 4 (1983) 221-238
 */
export function longMemory(series: Sample): number {
  const n = series.length
  const m = Math.floor(Math.sqrt(n))
  if (m < 4) return Number.NaN
  const x = Float64Array.from({ length: m }, (_, j) => Math.log(4 * Math.sin((Math.PI * (j + 1)) / n) ** 2))
  const y = Float64Array.from({ length: m }, (_, j) => Math.log(periodogram(series, j + 1)))
  const [meanX, meanY] = [mean(x), mean(y)]
  let product = 0
  let square = 0
  for (let j = 0; j < m; j++) {
    product += (x[j] - meanX) * (y[j] - meanY)
    square += (x[j] - meanX) ** 2
  }
  return -product / square
}

/** I at the j-th Fourier frequency, up to a factor that the slope does not see. */
function periodogram(series: Sample, j: number): number {
  const centre = mean(series)
  let real = 0
  let imaginary = 0
  for (let t = 0; t < series.length; t++) {
    const angle = (2 * Math.PI * j * t) / series.length
    real += (series[t] - centre) * Math.cos(angle)
    imaginary += (series[t] - centre) * Math.sin(angle)
  }
  return real * real + imaginary * imaginary
}
