//--- A.swift
class Square: Base {
    let side = Side()
//             ^ calls B.swift:Side
    func grow(text: String) {
        side.length()
//           ^ calls B.swift:Side.length
        side.twice()
//           ^ calls B.swift:Side.twice
        close()
//      ^ calls B.swift:Base.close
        text.length()
//           ^ calls nothing
        helper()
//      ^ calls B.swift:helper
    }
}
//--- B.swift
class Base { func close() {} }
struct Side { func length() {} }
extension Side { func twice() { length() } }
//                              ^ calls B.swift:Side.length
func helper() {}
