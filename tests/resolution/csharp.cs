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
//--- D.cs
using Marks;
namespace Pieces
{
    [Mark]
//   ^ calls E.cs:Marks.MarkAttribute
    public class User
    {
        [Test]
//       ^ calls nothing
        void Use(Part part, Unseen unseen)
        {
            new Part(1);
//              ^ calls E.cs:Pieces.Part
            part.Count();
//               ^ calls E.cs:Pieces.Part.Count
            part.Sum();
//               ^ calls E.cs:Marks.More.Sum
            unseen.Sum();
//                 ^ calls nothing
        }
    }
    public partial class Part { int Other() => 1; }
}
//--- E.cs
namespace Pieces { public partial class Part { public Part(int size) {} public int Count() => 2; } }
namespace Marks {
    public class MarkAttribute {}
    public static class More { public static int Count(this Pieces.Part p) => 1; public static int Sum(this Pieces.Part p) => 1; }
}
//--- Src/Elements.cs
namespace Shapes.Elements
{
    public class Pen { public void Draw() {} }
    public class Box { public Pen this[string name] => null; }
    public class Tray { public IEnumerator<Pen> GetEnumerator() { yield break; } }
    public class Pens : List<Pen> {}
    public class User
    {
        void Use(Box box, Tray tray, Pens pens, string name)
        {
            box[name].Draw();
//                    ^ calls Shapes.Elements.Pen.Draw
            foreach (var pen in tray) { pen.Draw(); }
//                                          ^ calls Shapes.Elements.Pen.Draw
            foreach (var pen in pens) { pen.Draw(); }
//                                          ^ calls Shapes.Elements.Pen.Draw
            foreach (var pen in name) { pen.Draw(); }
//                                          ^ calls nothing
        }
    }
}
//--- Src/Jobs.cs
namespace Shapes.Elements
{
    public class Jobs
    {
        void Start(int count, Action<Pen, string> job) {}
        void Map(Func<Pen, string> job) {}
        void Use()
        {
            Start(1, (pen, name) => pen.Draw());
//                                      ^ calls Src/Elements.cs:Shapes.Elements.Pen.Draw
            Map(pen => pen.Draw());
//                         ^ calls Src/Elements.cs:Shapes.Elements.Pen.Draw
            Start(1, (pen, name) => name.Draw());
//                                       ^ calls nothing
        }
    }
}
