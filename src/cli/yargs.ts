/** The parser of the command line. */
export { type Argv, default as yargs } from 'yargs'
