// Stands in for @tensorflow/tfjs-node, which downloads a binary when it is installed.
require('@tensorflow/tfjs-backend-cpu')
module.exports = { ...require('@tensorflow/tfjs-core'), data: require('@tensorflow/tfjs-data') }
