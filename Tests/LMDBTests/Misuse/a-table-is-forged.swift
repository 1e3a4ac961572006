// error: initializer is inaccessible due to 'internal' protection level
import LMDB
func misuse() -> Table { Table(number: 2, environmentID: 1) }
