"""The nouns of a training programme that travels, and the values that they are made of.

Everything here knows attrs and the standard library; pendulum only where a method hands out an instant.
"""
