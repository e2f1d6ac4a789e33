//--- A.cs
using Tools;
namespace Shapes.Flat
{
    public partial class Square : Base
    {
        private readonly Side _side = new Side();
//                                        ^ calls B.cs:Shapes.Side
        public Side Side { get; set; }
        public void Grow(string text)
        {
            Shrink();
//          ^ calls B.cs:Shapes.Flat.Square.Shrink
            Close();
//          ^ calls B.cs:Shapes.Base.Close
            base.Close();
//               ^ calls B.cs:Shapes.Base.Close
            Side.Length();
//               ^ calls B.cs:Shapes.Side.Length
            var made = new Square();
            made.Close();
//               ^ calls B.cs:Shapes.Base.Close
            text.Shout();
//               ^ calls C.cs:Tools.Extensions.Shout
            text.Length();
//               ^ calls nothing
            new Hidden();
//              ^ calls nothing
        }
    }
}
//--- B.cs
namespace Shapes { public class Base { public void Close() {} } public class Side { public int Length() => 1; } }
namespace Shapes.Flat { public partial class Square { void Shrink() {} } }
//--- C.cs
namespace Tools { public static class Extensions { public static int Shout(this string text) => 1; } }
namespace Unseen { public class Hidden {} }
