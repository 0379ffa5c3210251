module liandiao-example

go 1.22

require github.com/emmansun/gmsm v0.29.7

require (
	golang.org/x/crypto v0.32.0 // indirect
	golang.org/x/sys v0.29.0 // indirect
)
