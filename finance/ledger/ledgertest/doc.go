// Package ledgertest says whether a host's [ledger.Store] keeps its promises.
//
// A test of the host runs the suite on empty stores that it opens; each rule is
// a subtest with a name that says what must hold:
//
//	func TestStore(t *testing.T) {
//		ledgertest.Run(t, func(t *testing.T) ledger.Store { return openEmpty(t) })
//	}
//
// The rules: every field comes back; the order is kept and the places have no
// holes; a retry enters nothing, other content under an id is refused; a batch
// is taken whole or not at all; who comes second is told; a party comes alone;
// pages fit together while entries are appended between them; a reader may stop
// anywhere; no slice is shared; and the books of package ledger come out of the
// store as they went in. [RunConcurrent] holds a store that many use at once to
// more. A store that counts what it reads, as [Counter], is also held to read a
// party without the others.
//
// [Check] and [CheckConcurrent] do the same without a test and return what is
// broken, as finance.Problems by the name of the rule. Whether entries survive
// a crash or a restart is for the host to test: open the store again and Load.
package ledgertest
