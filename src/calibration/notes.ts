/** What the tables do not say; part of docs/calibration.md, written by hand. */
export const notes = `## What was changed, and what was tried

**Fundamentalists look once a tempo.** The aggregate model lets belief act all day. Agents that look once a day place a day's bet
in one order, which the rest of the day undoes: ln realised volatility of quiet days (25 % quantile) -4.61 in place of -5.17, and
half of all days with |r| over realised volatility under 0.71 in place of 0.89. With a look every 360 blocks -5.0 and 0.91; daily
closes are as before. Miners, owners and validators who sell once a day change the same figure by 0.05, and keep their period.

**Few for many.** The scenario has 2 miners, 1 lazy miner and 2 validators a subnet in place of 150, 30 and 12: what they are paid
and sell is the same, a run takes a third of the time, and prices after ten days differ by less than 0.3 % in nine subnets of ten.

Rules that calibration.md (section 5) proposes are fields of \`market:\`, all of them off unless a scenario asks. Few replicates,
with the same random numbers as the runs above; inside: targets within the 95 % range of single runs of the table; loss: sum of
squared z, each cut at 6.

| trial | runs | inside (as it is, same seeds) | loss (as it is) | in | out |
| --- | --- | --- | --- | --- | --- |
| two speeds of activity: 0.65 with 1.5 days, \`slowActivity\` 0.6 with 15 days | 4 | 35 (38) | 281 (257) | | memory of absolute returns and of volatility at 5 days; slope of volatility on price |
| two speeds: 0.75 with 2 days, 0.8 with 20 days; \`lastingActivity\` 1.1, 4.2 trades and 0.023 large orders a day | 3 | 36 (37) | 254 (267) | volatility: memory at 10 days, 25 % quantile, spread across subnets | Hill index, memory of absolute returns at 5 days, median volatility, absolute return over volatility |
| news: \`newsPerYear\` 4, \`newsSpread\` 0.6 | 1 | 24 (31) | 447 (367) | spread of sixty days (0.41 in place of 0.29; mainnet 0.38), Herfindahl index of prices | memory of returns, variance ratios, mean and median change, seven more |
| fundamental values follow prices: \`fundamentalFollow\` 2 % a day | 1 | 28 (31) | 389 (367) | IQR of returns | mean and quartiles of sixty days, turn of pools |

Each puts something out, so none is the default. A second speed makes the memory of volatility right (0.39 and 0.05 at 1 and 10
days in place of 0.44 and 0.03; mainnet 0.35 and 0.08) and that of absolute returns worse. The slow factor of the whole market
(\`slowFlow\`) is on: it widens a single run's mean change in sixty days to about 0.08 and lifts the variance ratio of five days.
News widens sixty days as wanted, but traders who close a gap over weeks turn each piece of news into a trend. Fundamental values
that follow prices take trends out again (returns at lag 1: 0.040 in place of 0.052; variance ratio of ten days 1.10 in place of
1.23) and let the fall of those weeks go further. The two together, refitted with the organic flow, are the next thing to try; one
replicate each says no more than that.

## Laziness

The detection of a lazy miner (A2) by default, 5 % a look, stands as an assumption. At that it earns several times an honest
miner's pay: it serves the best quality at hand, and being found out once in twenty looks hardly moves a validator's average.
Four largest pools, 64 UIDs, 6 honest validators, 40 honest and 8 lazy miners, ten days, one seed:

| detection at a look | 5 % | 20 % | 50 % | 70 % | 90 % | 99 % |
| --- | --- | --- | --- | --- | --- | --- |
| pay of a lazy over that of an honest miner | 3.96 | 3.23 | 1.43 | 0.45 | 0.02 | 0.00 |

Laziness stops paying at a detection of about 60 %; its costs, a tenth of an honest miner's, count little at the prices of these
pools. How much it gains depends on how far the best is above the rest.

## Two years

The same scenario for 730 days (seed 1, \`--set "horizon=730 days"\`, 200 s): the sum of prices goes from 1.28 to 0.99 on day 90,
1.03 on day 180, 1.10 on day 360 and 1.18 at the end; none of 128 prices is under 0.0005. Asked for: 0.8 to 2.5, at most five.

## Limits

- Withheld shares stay where they began; on mainnet they moved. Registrations and dissolutions of those days are left out.
- Daily figures of 2026 are unknown: daily targets are a year older than the pools they are held against.
- \`mainnet-wide\`, \`mainnet-hot\` and \`mainnet-lite\` are not measured here.
`
