module example.com/shapes
//^ imports package example.com/shapes

go 1.22
