"""Names for the array types that the laws speak of."""

import numpy as np
import numpy.typing as npt

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int64]
type Codes = npt.NDArray[np.int8]
type Indices = npt.NDArray[np.int32]
type Keys = npt.NDArray[np.uint64]
type Bools = npt.NDArray[np.bool_]
