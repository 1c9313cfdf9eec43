module github.com/creative-cluster/kvartal/examples

go 1.25.0

require github.com/creative-cluster/kvartal v0.0.0

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
)

replace github.com/creative-cluster/kvartal => ../
