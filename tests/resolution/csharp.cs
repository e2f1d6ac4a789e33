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
//--- made/Made.cs
using System.Threading.Tasks;
namespace Made
{
    public class Pen
    {
        public Pen(int width) {}
        public Pen(System.Action<Ink> fill) {}
        public void Draw() {}
    }
    public class Ink { public void Mix() {} }
    public class Case
    {
        private Pen _pen = new(1);
//                         ^ calls made/Made.cs:Made.Pen
        public Pen First { get; } = new(1);
//                                  ^ calls made/Made.cs:Made.Pen
        public Pen Make() => new(ink => ink.Mix());
//                           ^ calls made/Made.cs:Made.Pen
//                                          ^ calls made/Made.cs:Made.Ink.Mix
        public Pen Choose(bool broad)
        {
            if (broad) { return (broad ? new(2) : new(1)); }
//                                       ^ calls made/Made.cs:Made.Pen
//                                                ^ calls made/Made.cs:Made.Pen
            return new(3);
//                 ^ calls made/Made.cs:Made.Pen
        }
        public async Task<Pen> Later() { return new(1); }
//                                              ^ calls made/Made.cs:Made.Pen
        public T As<T>(object value) => default;
        public void Use(Case other)
        {
            As<Pen>(1).Draw();
//                     ^ calls made/Made.cs:Made.Pen.Draw
            other.As<Pen>(1).Draw();
//                           ^ calls made/Made.cs:Made.Pen.Draw
            other.As<Case>(1).Draw();
//                            ^ calls nothing
            other?.As<Ink>(1).Mix();
//                            ^ calls made/Made.cs:Made.Ink.Mix
        }
    }
}
//--- shared/One.csproj
<Project />
//--- shared/Usings.cs
global using Made;
global using Nib = Made.Ink;
//--- shared/User.cs
class User
{
    void Use(Nib nib)
    {
        new Pen(1);
//          ^ calls made/Made.cs:Made.Pen
        nib.Mix();
//          ^ calls made/Made.cs:Made.Ink.Mix
    }
}
//--- apart/Two.csproj
<Project />
//--- apart/User.cs
class Apart
{
    void Use(Nib nib)
    {
        new Pen(1);
//          ^ calls nothing
        nib.Mix();
//          ^ calls nothing
    }
}
//--- inner/Relative.cs
namespace Outer.Inner { public class Leaf {} }
namespace Outer.Side
{
    using Inner;
    class Uses { object Make() => new Leaf(); }
//                                    ^ calls inner/Relative.cs:Outer.Inner.Leaf
}
//--- inner/Absolute.cs
using Inner;
namespace Outer.Side
{
    class Lacks { object Make() => new Leaf(); }
//                                     ^ calls nothing
}
//--- marks/Marks.cs
using System;
namespace Marked
{
    public class Check {}
    public class CheckAttribute : Attribute {}
    public class Plain {}
    public class Tests
    {
        [Check]
//       ^ calls marks/Marks.cs:Marked.CheckAttribute
        public void One() {}
        [SetUp]
//       ^ calls nothing
        public void SetUp() {}
    }
}
//--- explicit/Explicit.cs
namespace Explicit
{
    public interface IShape { void Grow(); void Shrink(); }
    public class Square : IShape
    {
        void IShape.Grow() {}
        public void Shrink() {}
    }
    public static class More { public static void Grow(this Square square, int by) {} }
    class Uses
    {
        void Use(Square square, IShape shape)
        {
            square.Shrink();
//                 ^ calls explicit/Explicit.cs:Explicit.Square.Shrink
            shape.Grow();
//                ^ calls explicit/Explicit.cs:Explicit.IShape.Grow
            square.Grow(1);
//                 ^ calls explicit/Explicit.cs:Explicit.More.Grow
        }
    }
}
//--- arity/Arity.cs
namespace Arity
{
    public partial class Jar { public void Open() {} public static Jar Make() => null; }
    public partial class Jar<T> { public void Pour(T what) {} public static Jar<T> Make() => null; }
    public partial class Jar { public void Close() {} }
    public class Lid {}
    public static class Plain { public static void Shake(this Jar jar) {} }
    public static class Generic { public static void Shake<T>(this Jar<T> jar) {} }
    class Uses
    {
        void Use(Jar plain, Jar<Lid> generic)
        {
            plain.Open();
//                ^ calls arity/Arity.cs:Arity.Jar.Open
            plain.Pour(1);
//                ^ calls nothing
            generic.Pour(null);
//                  ^ calls arity/Arity.cs:Arity.Jar.Pour
            generic.Open();
//                  ^ calls nothing
            plain.Shake();
//                ^ calls arity/Arity.cs:Arity.Plain.Shake
            generic.Shake();
//                  ^ calls arity/Arity.cs:Arity.Generic.Shake
            Jar.Make().Close();
//                     ^ calls arity/Arity.cs:Arity.Jar.Close
            Jar<Lid>.Make().Pour(null);
//                          ^ calls arity/Arity.cs:Arity.Jar.Pour
            new Jar<Lid>().Open();
//                         ^ calls nothing
        }
    }
}
//--- library/Extensions.cs
using System; using System.Collections.Generic; using System.Data; using System.Reflection;
namespace OfLibrary
{
    public class Pen {}
    public static class Extensions
    {
        public static void Query(this IDbConnection connection, string text) {}
        public static void Dispose(this IDbConnection connection, string text) {}
        public static void Show(this TimeSpan span) {}
        public static void Show(this DateTime time) {}
        public static void Gather(this List<Pen> pens, object one) {}
    }
    class Uses
    {
        void Use(DbConnection connection, List<Pen> pens, List<Action<Pen>> actions, MethodInfo method)
        {
            connection.Query("x");
//                     ^ calls library/Extensions.cs:OfLibrary.Extensions.Query
            connection.Dispose("x");
//                     ^ calls nothing
            TimeSpan.FromSeconds(1).Show();
//                                  ^ calls library/Extensions.cs:OfLibrary.Extensions.Show
            method.Show();
//                 ^ calls nothing
            pens.Gather(null);
//               ^ calls library/Extensions.cs:OfLibrary.Extensions.Gather
            actions.Gather(null);
//                  ^ calls nothing
            "x".Query("y");
//              ^ calls nothing
        }
    }
}
//--- lists/Rules.cs
namespace Lists
{
    public class Rule { public void Add(System.Action<Rule> how) {} public void Must() {} public void Check(int times) {} }
    public class Options { public void Only() {} }
    public static class More { public static void Check(this Rule rule, int times, System.Action<Options> set) {} }
    public class Holder
    {
        public Options Options { get; }
        void Use(Holder holder, Rule rule)
        {
            new Rule { made => made.Must() };
//                                  ^ calls lists/Rules.cs:Lists.Rule.Must
            rule.Check(1, set => set.Only());
//                                   ^ calls lists/Rules.cs:Lists.Options.Only
            rule.Check(1);
//               ^ calls lists/Rules.cs:Lists.Rule.Check
            holder.Options.Only();
//                         ^ calls lists/Rules.cs:Lists.Options.Only
        }
    }
}
//--- fluent/Text.cs
namespace Fluent
{
    public interface IWide { int Wide { get; set; } }
    public delegate void Shown();
    public partial class Text : IWide
    {
        public int Wide { get; set; }
        public Shown Shown;
    }
    public class Line : Text {}
    public static class Extensions
    {
        public static T Wide<T>(this T shape, int wide) where T : class, IWide { return shape; }
        public static T Same<T>(this T shape) { return shape; }
        public static void Shown(this Text text) {}
        public static void Part(this Text text) {}
        public static void Only(this Line line) {}
    }
    class Uses
    {
        void Use(Text text, Line line, IWide wide)
        {
            text.Wide(1).Part();
//               ^ calls fluent/Text.cs:Fluent.Extensions.Wide
//                       ^ calls fluent/Text.cs:Fluent.Extensions.Part
            line.Same().Wide(2).Only();
//                              ^ calls fluent/Text.cs:Fluent.Extensions.Only
            text.Wide(3).Only();
//                       ^ calls nothing
            wide.Wide(4).Part();
//                       ^ calls nothing
            text.Shown();
//               ^ calls nothing
            default(Text).Part();
//                        ^ calls fluent/Text.cs:Fluent.Extensions.Part
        }
    }
}
//--- fluent/More.cs
namespace Fluent
{
    public partial class Text { void Use() { this.Part(); } }
//                                                ^ calls fluent/Text.cs:Fluent.Extensions.Part
    public interface IBox { void Open(); }
    public static class Box
    {
        public static Box<Text> Create() { return new Box<Text>(); }
//                                                    ^ calls fluent/More.cs:Fluent.Box#2
        public static void Empty() {}
    }
    public class Box<T> : IBox<T>
    {
        public Box<T> Fill() { Box.Empty(); return this; }
//                                 ^ calls fluent/More.cs:Fluent.Box.Empty
        public void Use(IBox<T> box) { Box.Create().Fill(); box.Open(); }
//                                                  ^ calls fluent/More.cs:Fluent.Box.Fill
//                                                              ^ calls fluent/More.cs:Fluent.IBox.Open
        public void Not() { Box.Fill(); }
//                              ^ calls nothing
    }
}
//--- fluent/IBox.cs
namespace Fluent
{
    public interface IBox<T> : IBox {}
}
//--- bounded/Tray.cs
namespace Bounded
{
    public interface IOpen { void Open(); }
    public interface IFull<T> { T Item(); }
    public class Lid { public void Lift() {} }
    public class Tray : Lid, IOpen { public void Open() {} }
    public static class Extensions
    {
        public static T Opened<T>(this T one) where T : class, IOpen { one.Open(); return one; }
//                                                                         ^ calls bounded/Tray.cs:Bounded.IOpen.Open
        public static T Both<T>(this T one) where T : Lid, IOpen, new() { one.Open(); one.Lift(); return one; }
//                                                                            ^ calls bounded/Tray.cs:Bounded.IOpen.Open
//                                                                                        ^ calls bounded/Tray.cs:Bounded.Lid.Lift
    }
    class Holder<U> where U : IOpen
    {
        U held;
        void Use<V>(Lid lid, Tray tray, V full) where V : IFull<U>
        {
            held.Open();
//               ^ calls bounded/Tray.cs:Bounded.IOpen.Open
            full.Item().Open();
//                      ^ calls bounded/Tray.cs:Bounded.IOpen.Open
            lid.Opened();
//              ^ calls nothing
            tray.Opened().Lift();
//                        ^ calls bounded/Tray.cs:Bounded.Lid.Lift
        }
    }
}
