package terms_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// tenThousand are amendments without clauses, which encoding/json can read too.
func tenThousand(b *testing.B) []byte {
	all := make([]accrual.Amendment, 10_000)
	for i := range all {
		all[i] = signed().Amendments[i%2]
		all[i].Set = nil
	}
	text, err := terms.Encode(all, nil)
	require.NoError(b, err)
	return text
}

func BenchmarkDecode(b *testing.B) {
	text := tenThousand(b)
	var ours, theirs []accrual.Amendment
	require.NoError(b, terms.Decode(text, &ours, nil))
	require.NoError(b, json.Unmarshal(text, &theirs))
	require.Equal(b, theirs, ours)
	b.Run("kvartal", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			var all []accrual.Amendment
			_ = terms.Decode(text, &all, nil)
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			var all []accrual.Amendment
			_ = json.Unmarshal(text, &all)
		}
	})
}
