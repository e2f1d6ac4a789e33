r"""Expressions and types in one small notation, the same for every language.

The resolver has to know what `session.execute(q).scalars()[0]` is made of, and nothing of how a grammar nests it.

Expressions:  name  e.name  e()  e(f,g)  e[]  e[2]  e[#a] (by a key)  e[:] (a part of e)  e~ (awaited)
              e* (an element of e)  e^ (a key of e)  e§ (what `with e` binds)  e§§ (`async with e`)
              e{T,U}() (a call with type arguments)  e¿ (what e holds, where the function goes on: `e?`)
              e¶ (the receiver with which the call e runs its block)  e¶0 (what it calls that with, for its parameter 0)
              [e,f] (a list or tuple of these)  {e,f} (a map to these)
              {=a=e,b=f} (an object with these members; ...=e is all that e has)  &7 (what is defined on line 7)
              <T> (a value of type T)  (e|f) (one of these)  #str (a literal of that kind)
              #function  \e (a function that gives e)
              ? (anything else)
              e;1 (what the function e is called with for its parameter 1, from 0; -1 is the last)
              e;a:1 (the same of what it takes under the label a; `_0:1` is the first that has none)
              e;on (the receiver with which the function e is run)
              .a.b (a name outside every namespace)
Types:        name  a.b  .a.b  G[A,B]  A|B  list[T]  map[K,V]  tuple[A,B]  {=a=T,b=U,()=fn[R]}  &7 (as above)
              ? (anything else)
              fn[R,A,B] (a function that gives R)  fn[R,...list[A]] (its last parameter takes the rest)
              fn[R,A,on[T]] (a function that is run with a receiver)

Pointers, references, optionality and parentheses are left out, and so are arguments, but for the first few where the
table names the `argument_lists` and they say something, or all of `whole_lists`.

Which node is what is data: the tables `expressions`, `types`, `patterns` and `declarators` of
`queries/<language>.toml`, node type → operation and its operands (`tables`).  What an operation is, and which operands
it has, says the function that makes it (`makers`).  An operand is a field's name, the position of a named child, or
both, as in `name/0`; `a|b` is b where there is no a, `token` the first child without a name.  The operation `by field`
looks again under `type text`, where the text is that of the field, or else under `type *`: what `unary_expression` is
depends on its operator.  What is `nothing` is left out: a lifetime of a type's arguments, the subject of a `when` of
its branches.
"""
